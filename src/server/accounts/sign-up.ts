import { type Statement, statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Server } from '../server.ts';
import { attemptKeys } from './attempt-keys.ts';
import { findInvitation, type OpenInvitation } from './find-invitation.ts';
import { findMemberships } from './find-member.ts';
import { checkPassword, hashPassword } from './hash-password.ts';
import {
  insertMembership,
  type NewAccount,
  type PlannedAccount,
  planAccount,
  planOwner,
} from './plan-account.ts';
import { planSession } from './plan-session.ts';
import type { SignedIn } from './sign-in.ts';
import { accountQueries as q } from './tables.ts';

export type SignUp = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly invitation?: string | undefined;
  readonly ip: string;
};

/**
 * Makes an account and signs it in: the first makes the organisation and owns it; later ones come by invitation,
 * or own an organisation of their own where sign-up is open. Who was a member before comes back with an
 * invitation and the old password. Errors: account.invitation_needed, account.invitation_invalid,
 * account.email_taken, auth.too_many_tries.
 */
export const signUp = async (server: Server, request: SignUp): Promise<SignedIn> => {
  const email = request.email.trim().toLowerCase();
  const name = request.name.trim() || (email.split('@')[0] ?? email);
  server.attempts.check(attemptKeys(email, request.ip));
  if (!(await mayTry(server, request.invitation))) throw new AppError('account.invitation_needed');
  const password = await hashPassword(request.password, server.random);

  return mutate(server.db, async () => {
    const invitation = await readInvitation(server, request.invitation, email);
    const planned = await plan(server, { email, name, password }, request, invitation);
    const { session, statements } = planSession(server, planned.actor);
    return {
      plan: [...(invitation ? useInvitation(server, invitation) : []), ...planned.statements, ...statements],
      value: { actor: planned.actor, session },
    };
  });
};

/** Before the costly hash: a stranger without an invitation is refused at once. */
const mayTry = async (server: Server, invitation: string | undefined): Promise<boolean> =>
  server.config.signUp === 'open' || invitation !== undefined || !(await hasAccounts(server));

export const hasAccounts = async ({ db }: Pick<Server, 'db'>): Promise<boolean> =>
  (await db.read(q.selectFrom('account').select('id').limit(1))).length > 0;

const readInvitation = async (
  server: Server,
  code: string | undefined,
  email: string,
): Promise<OpenInvitation | null> => {
  if (!code) return null;
  const invitation = await findInvitation(server, code);
  if (!invitation || (invitation.email !== null && invitation.email !== email)) {
    throw new AppError('account.invitation_invalid');
  }
  return invitation;
};

const plan = async (
  server: Server,
  account: NewAccount,
  request: SignUp,
  invitation: OpenInvitation | null,
): Promise<PlannedAccount> => {
  const [known] = await server.db.read(
    q.selectFrom('account').select(['id', 'number', 'name', 'password']).where('email', '=', account.email),
  );
  if (known) {
    if (!invitation) throw new AppError('account.email_taken', { email: account.email });
    return comeBack(server, { ...known, email: account.email }, request, invitation);
  }
  if (invitation) {
    const { organisation, role } = invitation;
    const planned = await planAccount(server, account, { organisation, role });
    return withProject(server, planned, invitation);
  }
  const first = !(await hasAccounts(server));
  if (!first && server.config.signUp !== 'open') throw new AppError('account.invitation_needed');
  return planOwner(server, account, { first });
};

const comeBack = async (
  server: Server,
  known: { id: string; number: number; name: string; email: string; password: string | null },
  request: SignUp,
  invitation: OpenInvitation,
): Promise<PlannedAccount> => {
  const { organisation, role } = invitation;
  const keys = attemptKeys(known.email, request.ip);
  const taken = new AppError('account.email_taken', { email: known.email });
  const memberships = await findMemberships(server, known.id);
  if (memberships.some((member) => member.active)) throw taken;
  server.attempts.check(keys);
  server.attempts.failed(keys);
  if (!(await checkPassword(request.password, known.password))) throw taken;
  server.attempts.succeeded(keys);
  const { id: account, number: accountNumber, name, email } = known;
  return withProject(
    server,
    {
      actor: { type: 'account', account, accountNumber, name, email, organisation, role },
      statements: [insertMembership({ account, organisation, role, joined: server.clock() })],
    },
    invitation,
  );
};

const withProject = async (
  server: Server,
  planned: PlannedAccount,
  { project, organisation, role }: OpenInvitation,
): Promise<PlannedAccount> => {
  if (project === null) return planned;
  const join = { account: planned.actor.account, organisation, projectId: project, role };
  return {
    actor: planned.actor,
    statements: [...planned.statements, ...(await server.hooks.onJoin(server, join))],
  };
};

/** An invitation for one e-mail works once; one without serves several people until it expires. */
const useInvitation = ({ clock }: Server, invitation: OpenInvitation): readonly Statement[] => {
  const open = q
    .updateTable('invitation')
    .where('id', '=', invitation.id)
    .where('revoked', 'is', null)
    .where('used', 'is', null);
  return [statement(invitation.email === null ? open.set({ used: null }) : open.set({ used: clock() }), 1)];
};
