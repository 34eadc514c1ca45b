import { GuardMissed, statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireRole } from './require-role.ts';
import { accountQueries as q } from './tables.ts';

/** Closes an invitation. Error: invitation.not_found. */
export const revokeInvitation = async (
  { db, clock }: Pick<Server, 'db' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<void> => {
  requireRole(actor, 'manager');
  const update = q
    .updateTable('invitation')
    .set({ revoked: clock() })
    .where('id', '=', id)
    .where('organisation', '=', actor.organisation)
    .where('revoked', 'is', null);
  try {
    await db.write([statement(update, 1)]);
  } catch (error) {
    if (error instanceof GuardMissed) throw new AppError('invitation.not_found', { id });
    throw error;
  }
};
