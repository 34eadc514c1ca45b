import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import type { Role } from '../../shared/contract/op.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { findMember, type Member } from './find-member.ts';
import { otherOwnerGuard, requireOtherOwner } from './other-owner.ts';
import { requireRole } from './require-role.ts';
import { accountQueries as q } from './tables.ts';

/** Changes a member's role. Errors: account.not_found, account.last_owner. */
export const setMemberRole = async (
  server: Server,
  actor: Actor,
  { id, role }: { readonly id: string; readonly role: Role },
): Promise<Member> => {
  requireRole(actor, 'owner');
  const place = { organisation: actor.organisation, account: id };
  return mutate(server.db, async () => {
    const member = await findMember(server, actor.organisation, id);
    if (!member?.active) throw new AppError('account.not_found', { id });
    const losesOwner = member.role === 'owner' && role !== 'owner';
    if (losesOwner) await requireOtherOwner(server, place);
    const update = q
      .updateTable('membership')
      .set({ role })
      .where('organisation', '=', place.organisation)
      .where('account', '=', place.account)
      .where('active', '=', 1)
      .where('role', '=', member.role);
    return {
      plan: [...(losesOwner ? [otherOwnerGuard(place)] : []), statement(update, 1)],
      value: { ...member, role },
    };
  });
};
