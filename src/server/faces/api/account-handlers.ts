import type { accountOperations } from '../../../shared/contract/accounts.ts';
import { changePassword } from '../../accounts/change-password.ts';
import { createInvitation } from '../../accounts/create-invitation.ts';
import { createKey } from '../../accounts/create-key.ts';
import { describeAccount } from '../../accounts/describe-account.ts';
import type { Member } from '../../accounts/find-member.ts';
import { type Invitation, listInvitations } from '../../accounts/list-invitations.ts';
import { type AccessKey, listKeys } from '../../accounts/list-keys.ts';
import { listMembers } from '../../accounts/list-members.ts';
import { readDoor } from '../../accounts/read-door.ts';
import { removeMember } from '../../accounts/remove-member.ts';
import { renameAccount } from '../../accounts/rename-account.ts';
import { revokeInvitation } from '../../accounts/revoke-invitation.ts';
import { revokeKey } from '../../accounts/revoke-key.ts';
import { rotateKey } from '../../accounts/rotate-key.ts';
import { setMemberRole } from '../../accounts/set-member-role.ts';
import { signIn } from '../../accounts/sign-in.ts';
import { signOut } from '../../accounts/sign-out.ts';
import { signUp } from '../../accounts/sign-up.ts';
import type { Handlers } from './handlers.ts';
import { endSessionCookie, setSessionCookie } from './session-cookie.ts';

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();
const timeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : time(milliseconds);

const keyView = (key: AccessKey) => ({
  id: key.id,
  kind: key.kind,
  title: key.title,
  accessKeyId: key.access_key_id,
  hint: key.hint,
  created: time(key.created),
  expires: timeOrNull(key.expires),
  lastUsed: timeOrNull(key.last_used),
  revoked: timeOrNull(key.revoked),
});

const memberView = ({ id, email, name, role, joined, active }: Member) => ({
  id,
  email,
  name,
  role,
  joined: time(joined),
  active,
});

const invitationView = ({ id, role, email, project, created, expires }: Invitation) => ({
  id,
  role,
  email,
  projectId: project,
  created: time(created),
  expires: time(expires),
});

/** Accounts, members, invitations and keys; each use case holds the actor's rights by itself too. */
export const accountHandlers: Handlers<typeof accountOperations> = {
  async signUp({ server, body, address, answer, secure }) {
    const { actor, session } = await signUp(server, { ...body, ip: address });
    setSessionCookie(answer.headers, session, { secure, now: server.clock() });
    return describeAccount(server, actor);
  },
  async signIn({ server, body, address, answer, secure }) {
    const { actor, session } = await signIn(server, { ...body, ip: address });
    setSessionCookie(answer.headers, session, { secure, now: server.clock() });
    return describeAccount(server, actor);
  },
  async signOut({ server, session, answer, secure }) {
    if (session !== null) await signOut(server, session);
    endSessionCookie(answer.headers, { secure });
  },
  async me({ server, actor }) {
    return describeAccount(server, actor);
  },
  async door({ server, query }) {
    return readDoor(server, query.invitation);
  },
  async changePassword({ server, actor, body, address, session }) {
    await changePassword(server, actor, { ...body, ip: address, session });
  },
  async rename({ server, actor, body }) {
    return describeAccount(server, await renameAccount(server, actor, body.name));
  },

  async members({ server, actor }) {
    return { items: (await listMembers(server, actor)).map(memberView) };
  },
  async setMemberRole({ server, actor, params, body }) {
    return memberView(await setMemberRole(server, actor, { id: params.id, role: body.role }));
  },
  async removeMember({ server, actor, params }) {
    await removeMember(server, actor, params.id);
  },

  async invitations({ server, actor }) {
    return { items: (await listInvitations(server, actor)).map(invitationView) };
  },
  async invite({ server, actor, body, origin }) {
    const invitation = await createInvitation(server, actor, body);
    const link = `${origin}/user/signup?invitation=${invitation.code}`;
    return { ...invitationView(invitation), code: invitation.code, link };
  },
  async revokeInvitation({ server, actor, params }) {
    await revokeInvitation(server, actor, params.id);
  },

  async keys({ server, actor }) {
    return { items: (await listKeys(server, actor)).map(keyView) };
  },
  async createKey({ server, actor, body }) {
    const { key, secret } = await createKey(server, actor, body);
    return { ...keyView(key), secret };
  },
  async rotateKey({ server, actor, params }) {
    const { key, secret } = await rotateKey(server, actor, params.id);
    return { ...keyView(key), secret };
  },
  async revokeKey({ server, actor, params }) {
    await revokeKey(server, actor, params.id);
  },
  async revokeKeyByQuery({ server, actor, query }) {
    await revokeKey(server, actor, query.id);
  },
};
