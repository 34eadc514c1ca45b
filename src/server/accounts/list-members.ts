import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { findMembers, type Member } from './find-member.ts';
import { requireRole } from './require-role.ts';

/** The members of the actor's organisation; those who were removed are not among them. */
export const listMembers = async (server: Server, actor: Actor): Promise<readonly Member[]> => {
  requireRole(actor, 'reviewer');
  return (await findMembers(server, actor.organisation)).filter(({ active }) => active);
};
