import type { labelStudioAccounts } from '../../../shared/contract/label-studio-accounts.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createKey } from '../../accounts/create-key.ts';
import { findMember } from '../../accounts/find-member.ts';
import { listKeys, type NewKey } from '../../accounts/list-keys.ts';
import { listMembers } from '../../accounts/list-members.ts';
import { verifyPersonalToken } from '../../accounts/personal-token.ts';
import { refreshAccess } from '../../accounts/refresh-access.ts';
import { revokeKey } from '../../accounts/revoke-key.ts';
import { rotateKey } from '../../accounts/rotate-key.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from '../api/handlers.ts';
import { pageLinks } from './page-links.ts';
import { readOrganisation, roleLetters, userView } from './user-view.ts';

const iso = (time: number): string => new Date(time).toISOString();
const tokenView = ({ key, secret }: NewKey) => ({
  token: secret,
  created_at: iso(key.created),
  expires_at: key.expires === null ? null : iso(key.expires),
});

/** The caller's own organisation; any other id is not found. */
const ownOrganisation = async (server: Server, actor: Actor, id: string) => {
  const organisation = await readOrganisation(server, actor.organisation);
  if (String(organisation.number) !== id) throw new AppError('organisation.not_found', { id });
  return organisation;
};

const organisationView = (organisation: { number: number; name: string; created: number }) => ({
  id: organisation.number,
  title: organisation.name,
  contact_info: null,
  created_at: iso(organisation.created),
});

export const accountHandlers: Handlers<typeof labelStudioAccounts> = {
  async whoami({ server, actor }) {
    const [member, organisation] = await Promise.all([
      findMember(server, actor.organisation, actor.account),
      readOrganisation(server, actor.organisation),
    ]);
    if (member === undefined) throw new AppError('account.not_found', { id: actor.account });
    return userView(member, organisation);
  },

  async refreshToken({ server, body }) {
    return refreshAccess(server, body.refresh);
  },
  async tokens({ server, actor }) {
    const keys = await listKeys(server, actor);
    const inForce = keys.filter(
      ({ kind, revoked, expires }) =>
        kind === 'personal' && revoked === null && (expires === null || expires > server.clock()),
    );
    return inForce.map((key) => tokenView({ key, secret: key.hint }));
  },
  async createToken({ server, actor }) {
    return tokenView(await createKey(server, actor, { kind: 'personal', title: 'Label Studio SDK' }));
  },
  async blacklistToken({ server, actor, body }) {
    await revokeKey(server, actor, (await verifyPersonalToken(server, body.refresh)).key);
  },
  async rotateToken({ server, actor, body }) {
    const { key } = await verifyPersonalToken(server, body.refresh);
    return { refresh: (await rotateKey(server, actor, key)).secret };
  },

  async users({ server, actor }) {
    const organisation = await readOrganisation(server, actor.organisation);
    return (await listMembers(server, actor)).map((member) => userView(member, organisation));
  },
  async user({ server, actor, params }) {
    const member = (await listMembers(server, actor)).find(({ number }) => String(number) === params.id);
    if (member === undefined) throw new AppError('account.not_found', { id: params.id });
    return userView(member, await readOrganisation(server, actor.organisation));
  },

  async organizations({ server, actor }) {
    return [organisationView(await readOrganisation(server, actor.organisation))];
  },
  async organization({ server, actor, params }) {
    return organisationView(await ownOrganisation(server, actor, params.id));
  },
  async memberships({ server, actor, params, query, origin }) {
    const organisation = await ownOrganisation(server, actor, params.id);
    const members = await listMembers(server, actor);
    const { page, page_size: size } = query;
    const path = `/api/organizations/${params.id}/memberships`;
    const links = pageLinks({ origin, path, query: {}, page, size, count: members.length });
    return {
      count: members.length,
      ...links,
      results: members.slice((page - 1) * size, page * size).map((member) => ({
        id: member.number,
        organization: organisation.number,
        role: roleLetters[member.role],
        user: userView(member, organisation),
      })),
    };
  },
};
