import type { Role } from '../../shared/contract/op.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { accountQueries as q } from './tables.ts';

/** An account with its membership in one organisation. */
export type Member = {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly role: Role;
  readonly active: boolean;
  readonly joined: number;
};

const select = q
  .selectFrom('membership')
  .innerJoin('account', 'account.id', 'membership.account')
  .select([
    'account.id',
    'account.number',
    'account.email',
    'account.name',
    'membership.organisation',
    'membership.role',
    'membership.active',
    'membership.joined',
  ]);

type Row = Omit<Member, 'active'> & { readonly active: number };
const toMember = (row: Row): Member => ({ ...row, active: row.active === 1 });

/** The member, active or not, or undefined. */
export const findMember = async (
  { db }: Pick<Server, 'db'>,
  organisation: string,
  account: string,
): Promise<Member | undefined> => {
  const [row] = await db.lookup(
    select.where('membership.organisation', '=', organisation).where('membership.account', '=', account),
  );
  return row && toMember(row);
};

/** The memberships of an account, the oldest first. */
export const findMemberships = async (
  { db }: Pick<Server, 'db'>,
  account: string,
): Promise<readonly Member[]> => {
  const rows = await db.read(select.where('membership.account', '=', account).orderBy('membership.joined'));
  return rows.map(toMember);
};

/** All members of an organisation, the oldest first. */
export const findMembers = async (
  { db }: Pick<Server, 'db'>,
  organisation: string,
): Promise<readonly Member[]> => {
  const rows = await db.read(
    select
      .where('membership.organisation', '=', organisation)
      .orderBy('membership.joined')
      .orderBy('account.id'),
  );
  return rows.map(toMember);
};

export const toActor = (member: Member): Actor => ({
  type: 'account',
  account: member.id,
  accountNumber: member.number,
  name: member.name,
  email: member.email,
  organisation: member.organisation,
  role: member.role,
});
