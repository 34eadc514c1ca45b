import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { findMember } from './find-member.ts';
import { otherOwnerGuard, requireOtherOwner } from './other-owner.ts';
import { requireRole } from './require-role.ts';
import { accountQueries as q } from './tables.ts';

/**
 * Takes a member out: ends the sessions and revokes the keys that they have in this organisation; the account
 * stays, since commits and annotations name it. Errors: account.not_found, account.last_owner.
 */
export const removeMember = async (server: Server, actor: Actor, id: string): Promise<void> => {
  requireRole(actor, 'owner');
  const { organisation } = actor;
  await mutate(server.db, async () => {
    const member = await findMember(server, organisation, id);
    if (!member?.active) throw new AppError('account.not_found', { id });
    const place = { organisation, account: id };
    const owner = member.role === 'owner';
    if (owner) await requireOtherOwner(server, place);
    return {
      plan: [
        ...(owner ? [otherOwnerGuard(place)] : []),
        statement(
          q
            .updateTable('membership')
            .set({ active: 0 })
            .where('organisation', '=', organisation)
            .where('account', '=', id)
            .where('active', '=', 1)
            .where('role', '=', member.role),
          1,
        ),
        statement(q.deleteFrom('session').where('account', '=', id).where('organisation', '=', organisation)),
        statement(
          q
            .updateTable('access_key')
            .set({ revoked: server.clock() })
            .where('account', '=', id)
            .where('organisation', '=', organisation)
            .where('revoked', 'is', null),
        ),
      ],
      value: undefined,
    };
  });
};
