import type { Statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Server } from '../server.ts';
import { findMembers } from './find-member.ts';

/** Throws AppError `account.last_owner` when no other active owner is in the organisation. */
export const requireOtherOwner = async (
  server: Server,
  { organisation, account }: { readonly organisation: string; readonly account: string },
): Promise<void> => {
  const members = await findMembers(server, organisation);
  const other = members.some(({ id, role, active }) => id !== account && role === 'owner' && active);
  if (!other) throw new AppError('account.last_owner');
};

/** The same as a guard of a plan, so that two owners who demote each other at once do not leave none. */
export const otherOwnerGuard = ({
  organisation,
  account,
}: {
  readonly organisation: string;
  readonly account: string;
}): Statement => ({
  sql: `SELECT 1 WHERE EXISTS (
    SELECT 1 FROM membership WHERE organisation = ? AND account <> ? AND role = 'owner' AND active = 1)`,
  parameters: [organisation, account],
  expect: 1,
});
