import type { LsUser } from '../../../shared/contract/label-studio-accounts.ts';
import type { Role } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Member } from '../../accounts/find-member.ts';
import { accountQueries } from '../../accounts/tables.ts';
import type { Server } from '../../server.ts';

export type Organisation = { readonly number: number; readonly name: string; readonly created: number };

/** The organisation's row by its uid. */
export const readOrganisation = async (server: Server, id: string): Promise<Organisation> => {
  const [row] = await server.db.read(
    accountQueries.selectFrom('organisation').select(['number', 'name', 'created']).where('id', '=', id),
  );
  if (row === undefined) throw new AppError('organisation.not_found', { id });
  return row;
};

/** Roles in two letters, as Label Studio's Enterprise edition has them. */
export const roleLetters = {
  owner: 'OW',
  manager: 'MA',
  reviewer: 'RE',
  annotator: 'AN',
} as const satisfies Record<Role, string>;

/** First and last name of a name in one piece. */
export const splitName = (name: string): { first_name: string; last_name: string } => {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return { first_name: first, last_name: rest.join(' ') };
};

export const simpleUserView = (person: { number: number; name: string; email: string }) => ({
  id: person.number,
  // who gave no name is not called by the address twice
  ...splitName(person.name === person.email ? '' : person.name),
  username: person.email,
  email: person.email,
  avatar: null,
});

/** A member as Label Studio's API shows a user. */
export const userView = (member: Member, organisation: Organisation): LsUser => {
  const simple = simpleUserView(member);
  const joined = new Date(member.joined).toISOString();
  const initials =
    `${simple.first_name.slice(0, 1)}${simple.last_name.slice(0, 1)}` || member.email.slice(0, 2);
  return {
    ...simple,
    initials: initials.toUpperCase(),
    phone: '',
    active_organization: organisation.number,
    active_organization_meta: { title: organisation.name, email: '' },
    allow_newsletters: false,
    custom_hotkeys: {},
    date_joined: joined,
    last_activity: joined,
    org_membership: [
      {
        organization_id: organisation.number,
        role: roleLetters[member.role],
        active: member.active,
      },
    ],
  };
};
