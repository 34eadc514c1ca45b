import { statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { attemptKeys } from './attempt-keys.ts';
import { checkPassword, hashPassword } from './hash-password.ts';
import { hashToken } from './hash-token.ts';
import { accountQueries as q } from './tables.ts';

export type ChangePassword = {
  readonly current: string;
  readonly password: string;
  readonly ip: string;
  /** The cookie of the session that stays; null ends all. */
  readonly session: string | null;
};

/** Changes one's own password and ends all other sessions. Errors: auth.wrong_password, auth.too_many_tries. */
export const changePassword = async (
  server: Server,
  actor: Actor,
  request: ChangePassword,
): Promise<void> => {
  const keys = attemptKeys(actor.email, request.ip);
  server.attempts.check(keys);
  server.attempts.failed(keys);
  const [account] = await server.db.read(
    q.selectFrom('account').select('password').where('id', '=', actor.account),
  );
  // an account made by a token alone has no password to know
  const known =
    account?.password === null || (await checkPassword(request.current, account?.password ?? null));
  if (!account || !known) throw new AppError('auth.wrong_password');
  server.attempts.succeeded(keys);
  const password = await hashPassword(request.password, server.random);
  const others = q.deleteFrom('session').where('account', '=', actor.account);
  await server.db.write([
    statement(
      q.updateTable('account').set({ password, updated: server.clock() }).where('id', '=', actor.account),
      1,
    ),
    statement(request.session ? others.where('hash', '!=', hashToken(request.session)) : others),
  ]);
};
