import { type Statement, statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { uid } from '../../shared/uid.ts';
import type { Server } from '../server.ts';
import { findKeyByToken } from './find-key.ts';
import { findMemberships } from './find-member.ts';
import { hashPassword } from './hash-password.ts';
import { hashToken } from './hash-token.ts';
import { planOwner } from './plan-account.ts';
import { hasAccounts } from './sign-up.ts';
import { accountQueries as q } from './tables.ts';

const tokenTitle = 'LABELWRIGHT_USER_TOKEN';

/**
 * Makes the account of LABELWRIGHT_USERNAME, _PASSWORD and _USER_TOKEN as the first one, an owner; when it is
 * there already, sees that exactly that token works and leaves its password alone.
 */
export const bootstrapAccount = async (server: Server): Promise<void> => {
  const wanted = server.config.bootstrap;
  if (!wanted) return;
  const { email, token } = wanted;
  const password = wanted.password === null ? null : await hashPassword(wanted.password, server.random);

  await mutate(server.db, async () => {
    const [known] = await server.db.read(q.selectFrom('account').select('id').where('email', '=', email));
    const member = known && (await findMemberships(server, known.id)).find(({ active }) => active);
    if (member) {
      const owner = { account: member.id, organisation: member.organisation };
      return { plan: await planToken(server, owner, token), value: undefined };
    }
    if (known || (await hasAccounts(server))) {
      server.log.warn(
        'LABELWRIGHT_USERNAME makes the first account only; there are others, and it is not one',
        {
          email,
        },
      );
      return { plan: [], value: undefined };
    }
    const name = email.split('@')[0] ?? email;
    const planned = await planOwner(server, { email, name, password }, { first: true });
    return {
      plan: [...planned.statements, ...(await planToken(server, planned.actor, token))],
      value: undefined,
    };
  });
};

/** The token is made once; one that was set before stops. A token that its owner revoked stays revoked. */
const planToken = async (
  server: Server,
  { account, organisation }: { readonly account: string; readonly organisation: string },
  token: string | null,
): Promise<readonly Statement[]> => {
  if (token === null) return [];
  const found = await findKeyByToken(server, token);
  if (found) {
    if (found.revoked !== null) server.log.warn('the token of LABELWRIGHT_USER_TOKEN was revoked');
    return [];
  }
  const created = server.clock();
  return [
    statement(
      q
        .updateTable('access_key')
        .set({ revoked: created })
        .where('account', '=', account)
        .where('title', '=', tokenTitle)
        .where('revoked', 'is', null),
    ),
    statement(
      q.insertInto('access_key').values({
        id: uid(server.random),
        account,
        organisation,
        kind: 'token',
        title: tokenTitle,
        hash: hashToken(token),
        access_key_id: null,
        generation: 1,
        hint: token.slice(-4),
        created,
        expires: null,
        last_used: null,
        revoked: null,
      }),
      1,
    ),
  ];
};
