import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { attemptKeys } from './attempt-keys.ts';
import { findMemberships, toActor } from './find-member.ts';
import { checkPassword } from './hash-password.ts';
import { type NewSession, planSession } from './plan-session.ts';
import { accountQueries as q } from './tables.ts';

export type SignedIn = { readonly actor: Actor; readonly session: NewSession };

/**
 * Signs an account in. Errors: auth.wrong_password (also for unknown e-mails, after the same time),
 * auth.too_many_tries, auth.member_removed.
 */
export const signIn = async (
  server: Server,
  { email, password, ip }: { readonly email: string; readonly password: string; readonly ip: string },
): Promise<SignedIn> => {
  const address = email.trim().toLowerCase();
  const keys = attemptKeys(address, ip);
  server.attempts.check(keys);
  // counted before anything is awaited, so that many at once cannot slip through together
  server.attempts.failed(keys);
  const [account] = await server.db.read(
    q.selectFrom('account').select(['id', 'password']).where('email', '=', address),
  );
  if (!(await checkPassword(password, account?.password ?? null)) || !account) {
    throw new AppError('auth.wrong_password');
  }
  server.attempts.succeeded(keys);
  const member = (await findMemberships(server, account.id)).find(({ active }) => active);
  if (!member) throw new AppError('auth.member_removed');
  const { session, statements } = planSession(server, {
    account: account.id,
    organisation: member.organisation,
  });
  await server.db.write(statements);
  return { actor: toActor(member), session };
};
