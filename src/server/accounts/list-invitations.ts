import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireRole } from './require-role.ts';
import { accountQueries as q } from './tables.ts';

/** The open invitations of the actor's organisation, the newest first. */
export const listInvitations = async ({ db, clock }: Pick<Server, 'db' | 'clock'>, actor: Actor) => {
  requireRole(actor, 'manager');
  return db.read(
    q
      .selectFrom('invitation')
      .select(['id', 'role', 'email', 'project', 'created', 'expires'])
      .where('organisation', '=', actor.organisation)
      .where('revoked', 'is', null)
      .where('used', 'is', null)
      .where('expires', '>', clock())
      .orderBy('created', 'desc')
      .orderBy('id'),
  );
};

export type Invitation = Awaited<ReturnType<typeof listInvitations>>[number];
