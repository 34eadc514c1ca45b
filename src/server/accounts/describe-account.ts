import type { Account } from '../../shared/contract/accounts.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { accountQueries as q } from './tables.ts';

/** The actor as the API shows an account. */
export const describeAccount = async ({ db }: Pick<Server, 'db'>, actor: Actor): Promise<Account> => {
  const [organisation] = await db.lookup(
    q.selectFrom('organisation').select(['id', 'name']).where('id', '=', actor.organisation),
  );
  if (!organisation) throw new AppError('account.not_found', { id: actor.account });
  const { account: id, email, name, role } = actor;
  return { id, email, name, role, organisation };
};
