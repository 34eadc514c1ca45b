import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { accountQueries as q } from './tables.ts';

/** One's own keys of this organisation, without secrets, the newest first; revoked ones too. */
export const listKeys = async ({ db }: Pick<Server, 'db'>, actor: Actor) =>
  db.read(
    q
      .selectFrom('access_key')
      .select([
        'id',
        'kind',
        'title',
        'access_key_id',
        'generation',
        'hint',
        'created',
        'expires',
        'last_used',
        'revoked',
      ])
      .where('account', '=', actor.account)
      .where('organisation', '=', actor.organisation)
      .orderBy('created', 'desc')
      .orderBy('id'),
  );

export type AccessKey = Awaited<ReturnType<typeof listKeys>>[number];
/** A key with its secret, as it is shown once. */
export type NewKey = { readonly key: AccessKey; readonly secret: string };
