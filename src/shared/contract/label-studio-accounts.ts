import * as z from 'zod';
import { count, idParams, ls, lsTime, pageNumber, paged, simpleUser } from './label-studio-fields.ts';

const user = simpleUser.extend({
  initials: z.string(),
  phone: z.string(),
  active_organization: count,
  active_organization_meta: z.object({ title: z.string(), email: z.string() }),
  date_joined: lsTime,
  last_activity: lsTime,
  org_membership: z.array(z.looseObject({ organization_id: count, role: z.string(), active: z.boolean() })),
});
export type LsUser = z.infer<typeof user>;
const organization = z.looseObject({ id: count, title: z.string(), created_at: lsTime });
const refresh = z.object({ refresh: z.string().min(1).max(5000) });
const personalToken = z.object({
  token: z.string(),
  created_at: lsTime,
  expires_at: lsTime.nullable(),
});

export const labelStudioAccounts = {
  whoami: ls({
    id: 'ls.whoami',
    method: 'GET',
    path: '/api/current-user/whoami',
    rights: { type: 'account' },
    doc: 'Who am I?',
    response: user,
  }),
  refreshToken: ls({
    id: 'ls.tokens.refresh',
    method: 'POST',
    path: '/api/token/refresh',
    rights: { type: 'public' },
    doc: 'Exchange a personal (refresh) token for an access token of five minutes.',
    body: refresh,
    response: z.object({ access: z.string() }),
  }),
  tokens: ls({
    id: 'ls.tokens.list',
    method: 'GET',
    path: '/api/token',
    rights: { type: 'account' },
    doc: 'One’s own personal tokens in force; `token` is only a hint of it.',
    response: z.array(personalToken),
  }),
  createToken: ls({
    id: 'ls.tokens.create',
    method: 'POST',
    path: '/api/token',
    rights: { type: 'account' },
    doc: 'Make a personal (refresh) token; it is shown in this answer only.',
    response: personalToken,
    status: 201,
  }),
  blacklistToken: ls({
    id: 'ls.tokens.blacklist',
    method: 'POST',
    path: '/api/token/blacklist',
    rights: { type: 'account' },
    doc: 'Revoke a personal token of one’s own.',
    body: refresh,
  }),
  rotateToken: ls({
    id: 'ls.tokens.rotate',
    method: 'POST',
    path: '/api/token/rotate',
    rights: { type: 'account' },
    doc: 'A new personal token in the place of one’s old one, which stops at once.',
    body: refresh,
    response: z.object({ refresh: z.string() }),
  }),
  users: ls({
    id: 'ls.users.list',
    method: 'GET',
    path: '/api/users',
    rights: { type: 'organisation', role: 'reviewer' },
    doc: 'The members of one’s organisation.',
    response: z.array(user),
  }),
  user: ls({
    id: 'ls.users.get',
    method: 'GET',
    path: '/api/users/{id}',
    rights: { type: 'organisation', role: 'reviewer' },
    doc: 'One member of one’s organisation.',
    params: idParams,
    response: user,
  }),
  organizations: ls({
    id: 'ls.organizations.list',
    method: 'GET',
    path: '/api/organizations',
    rights: { type: 'account' },
    doc: 'The organisation that the token belongs to.',
    response: z.array(organization),
  }),
  organization: ls({
    id: 'ls.organizations.get',
    method: 'GET',
    path: '/api/organizations/{id}',
    rights: { type: 'account' },
    doc: 'One’s own organisation.',
    params: idParams,
    response: organization,
  }),
  memberships: ls({
    id: 'ls.organizations.memberships',
    method: 'GET',
    path: '/api/organizations/{id}/memberships',
    rights: { type: 'organisation', role: 'reviewer' },
    doc: 'The members of one’s organisation, by pages.',
    params: idParams,
    query: z.object({ page: pageNumber, page_size: z.coerce.number().int().min(1).max(1000).default(20) }),
    response: paged(z.looseObject({ id: count, organization: count, role: z.string(), user })),
  }),
} as const;
