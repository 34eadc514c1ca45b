import * as z from 'zod';
import { email, id, list, password, role, time } from './fields.ts';
import { op } from './op.ts';

const tag = 'Accounts';

export const account = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role,
  organisation: z.object({ id, name: z.string() }),
});
export type Account = z.infer<typeof account>;

const member = z.object({ id, email: z.string(), name: z.string(), role, joined: time, active: z.boolean() });
const invitation = z.object({
  id,
  role,
  email: z.string().nullable(),
  projectId: id.nullable(),
  created: time,
  expires: time,
});
/** `secret` is shown once, when the key is made. kind `token`: also both keys of an S3 client. */
const key = z.object({
  id,
  kind: z.enum(['token', 's3', 'personal']),
  title: z.string(),
  accessKeyId: z.string().nullable(),
  hint: z.string(),
  created: time,
  expires: time.nullable(),
  lastUsed: time.nullable(),
  revoked: time.nullable(),
});
export type Key = z.infer<typeof key>;

const credentials = z.object({ email, password });

export const accountOperations = {
  signUp: op({
    id: 'accounts.signUp',
    method: 'POST',
    path: '/api/accounts',
    rights: { type: 'public' },
    tag,
    doc: 'Make an account; after the first one, with an invitation. Signs in.',
    body: credentials.extend({
      name: z.string().trim().max(100).default(''),
      invitation: z.string().max(100).optional(),
    }),
    response: account,
    status: 201,
  }),
  signIn: op({
    id: 'accounts.signIn',
    method: 'POST',
    path: '/api/session',
    rights: { type: 'public' },
    tag,
    doc: 'Sign in: sets the session cookie.',
    body: z.object({ email: z.string().trim().min(1).max(254), password: z.string().max(200) }),
    response: account,
  }),
  signOut: op({
    id: 'accounts.signOut',
    method: 'DELETE',
    path: '/api/session',
    rights: { type: 'account' },
    tag,
    doc: 'Sign out.',
  }),
  me: op({
    id: 'accounts.me',
    method: 'GET',
    path: '/api/session',
    rights: { type: 'account' },
    tag,
    doc: 'Who am I?',
    response: account,
  }),
  /** What the sign-in and sign-up pages need to know before anybody is signed in. */
  door: op({
    id: 'accounts.door',
    method: 'GET',
    path: '/api/door',
    rights: { type: 'public' },
    tag,
    doc: 'Whether sign-up is open, and whether a given invitation is good.',
    query: z.object({ invitation: z.string().max(100).optional() }),
    response: z.object({
      name: z.string(),
      first: z.boolean(),
      signUp: z.enum(['open', 'invite']),
      auth: z.boolean(),
      invitation: z.object({ organisation: z.string(), role, email: z.string().nullable() }).nullable(),
    }),
  }),
  changePassword: op({
    id: 'accounts.changePassword',
    method: 'POST',
    path: '/api/session/password',
    rights: { type: 'account' },
    tag,
    doc: 'Change one’s own password; ends all other sessions.',
    body: z.object({ current: z.string(), password }),
  }),
  rename: op({
    id: 'accounts.rename',
    method: 'PATCH',
    path: '/api/session',
    rights: { type: 'account' },
    tag,
    doc: 'Change one’s own name.',
    body: z.object({ name: z.string().trim().min(1).max(100) }),
    response: account,
  }),
  members: op({
    id: 'members.list',
    method: 'GET',
    path: '/api/members',
    rights: { type: 'organisation', role: 'reviewer' },
    tag,
    doc: 'The members of one’s organisation.',
    response: list(member),
  }),
  setMemberRole: op({
    id: 'members.update',
    method: 'PATCH',
    path: '/api/members/{id}',
    rights: { type: 'organisation', role: 'owner' },
    tag,
    doc: 'Change a member’s role.',
    params: z.object({ id }),
    body: z.object({ role }),
    response: member,
  }),
  removeMember: op({
    id: 'members.remove',
    method: 'DELETE',
    path: '/api/members/{id}',
    rights: { type: 'organisation', role: 'owner' },
    tag,
    doc: 'Take a member out of the organisation; what they made stays theirs by name.',
    params: z.object({ id }),
  }),
  invitations: op({
    id: 'invitations.list',
    method: 'GET',
    path: '/api/invitations',
    rights: { type: 'organisation', role: 'manager' },
    tag,
    doc: 'Open invitations.',
    response: list(invitation),
  }),
  invite: op({
    id: 'invitations.create',
    method: 'POST',
    path: '/api/invitations',
    rights: { type: 'organisation', role: 'manager' },
    tag,
    doc: 'Make an invitation link; nobody may invite above the own role. Several people may use one without an e-mail.',
    body: z.object({
      role: role.default('annotator'),
      email: email.nullish(),
      projectId: id.nullish(),
      days: z.number().int().min(1).max(365).default(14),
    }),
    response: invitation.extend({ link: z.string(), code: z.string() }),
    status: 201,
  }),
  revokeInvitation: op({
    id: 'invitations.revoke',
    method: 'DELETE',
    path: '/api/invitations/{id}',
    tag,
    rights: { type: 'organisation', role: 'manager' },
    doc: 'Revoke an invitation.',
    params: z.object({ id }),
  }),
  keys: op({
    id: 'keys.list',
    method: 'GET',
    path: '/api/keys',
    rights: { type: 'account' },
    tag,
    doc: 'One’s own tokens and S3 key pairs, without their secrets.',
    response: list(key),
  }),
  createKey: op({
    id: 'keys.create',
    method: 'POST',
    path: '/api/keys',
    rights: { type: 'account' },
    tag,
    doc: 'Make a token, an S3 key pair or a personal (refresh) token. The secret is in this answer only.',
    body: z.object({
      kind: z.enum(['token', 's3', 'personal']).default('token'),
      title: z.string().trim().max(100).default(''),
      expiresInSeconds: z
        .number()
        .int()
        .min(1)
        .max(10 * 365 * 86_400)
        .nullish(),
    }),
    response: key.extend({ secret: z.string() }),
    status: 201,
  }),
  rotateKey: op({
    id: 'keys.rotate',
    method: 'POST',
    path: '/api/keys/{id}/rotate',
    rights: { type: 'account' },
    tag,
    doc: 'A new secret in the place of the old one, which stops at once.',
    params: z.object({ id }),
    response: key.extend({ secret: z.string() }),
  }),
  revokeKey: op({
    id: 'keys.revoke',
    method: 'DELETE',
    path: '/api/keys/{id}',
    rights: { type: 'account' },
    tag,
    doc: 'Revoke a key.',
    params: z.object({ id }),
  }),
  revokeKeyByQuery: op({
    id: 'keys.revokeByQuery',
    method: 'DELETE',
    path: '/api/keys',
    rights: { type: 'account' },
    tag,
    doc: 'Revoke the key given by ?id=.',
    query: z.object({ id }),
  }),
} as const;
