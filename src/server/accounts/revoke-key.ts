import { GuardMissed, statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { accountQueries as q } from './tables.ts';

/** Revokes a key of one's own for good. Error: key.not_found, also for one that is revoked already. */
export const revokeKey = async (
  { db, clock }: Pick<Server, 'db' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<void> => {
  const update = q
    .updateTable('access_key')
    .set({ revoked: clock() })
    .where('id', '=', id)
    .where('account', '=', actor.account)
    .where('organisation', '=', actor.organisation)
    .where('revoked', 'is', null);
  try {
    await db.write([statement(update, 1)]);
  } catch (error) {
    if (error instanceof GuardMissed) throw new AppError('key.not_found', { id });
    throw error;
  }
};
