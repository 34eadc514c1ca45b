import { findMembers } from '../../accounts/find-member.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';

/** The uid of a member of the actor's organisation by Label Studio's integer. Error: account.not_found. */
export const memberByNumber = async (server: Server, actor: Actor, number: number): Promise<string> => {
  const members = await findMembers(server, actor.organisation);
  const member = members.find((each) => each.number === number);
  if (member === undefined) throw new AppError('account.not_found', { id: number });
  return member.id;
};
