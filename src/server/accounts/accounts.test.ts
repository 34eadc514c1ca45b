import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import { type AccountServer, accountServer } from './account-server.suite.ts';
import { bootstrapAccount } from './bootstrap-account.ts';
import { changePassword } from './change-password.ts';
import { createInvitation } from './create-invitation.ts';
import { findAccessKey } from './find-access-key.ts';
import { actorByToken } from './find-key.ts';
import { findSession } from './find-session.ts';
import { firstAccount } from './first-account.ts';
import { listMembers } from './list-members.ts';
import { readDoor } from './read-door.ts';
import { removeMember } from './remove-member.ts';
import { resetPassword } from './reset-password.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { setMemberRole } from './set-member-role.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';

const ip = '127.0.0.1';
const ada = { email: 'Ada@Example.org', name: 'Ada', password: 'correct horse', ip };
const ben = { email: 'ben@example.org', name: 'Ben', password: 'battery staple', ip };
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: AppError) => error.code,
  );

let place: AccountServer;
beforeEach(async () => {
  place = await accountServer();
});
afterEach(() => place.close());

describe('sign-up', () => {
  test('the first account owns an organisation; the second needs an invitation', async () => {
    const { server } = place;
    expect(await readDoor(server)).toMatchObject({ first: true, signUp: 'invite' });
    const first = await signUp(server, ada);
    expect(first.actor).toMatchObject({ role: 'owner', email: 'ada@example.org', accountNumber: 1 });
    expect(await code(signUp(server, ben))).toBe('account.invitation_needed');
    expect(await readDoor(server)).toMatchObject({ first: false });
  });

  test('of many at once, exactly one is first', async () => {
    const { server } = place;
    const people = Array.from({ length: 6 }, (_, n) => ({ ...ada, email: `p${n}@example.org` }));
    const codes = await Promise.all(people.map((person) => code(signUp(server, person))));
    expect(codes.filter((result) => result === 'no error')).toHaveLength(1);
    expect(codes.filter((result) => result === 'account.invitation_needed')).toHaveLength(5);
  });

  test('where it is open, each gets an organisation of their own; an e-mail works once', async () => {
    await place.close();
    place = await accountServer({ LABELWRIGHT_SIGNUP: 'open' });
    const { actor: one } = await signUp(place.server, ada);
    const { actor: two } = await signUp(place.server, ben);
    expect(two.role).toBe('owner');
    expect(two.organisation).not.toBe(one.organisation);
    expect(await code(signUp(place.server, { ...ben, email: 'BEN@example.org' }))).toBe(
      'account.email_taken',
    );
  });
});

describe('invitations', () => {
  test('one without an e-mail serves several people, until revoked or expired', async () => {
    const { server } = place;
    const { actor: owner } = await signUp(server, ada);
    const invitation = await createInvitation(server, owner, { role: 'annotator', days: 1 });
    const { actor } = await signUp(server, { ...ben, invitation: invitation.code });
    expect(actor).toMatchObject({ role: 'annotator', organisation: owner.organisation });
    const eve = { ...ben, email: 'eve@example.org', invitation: invitation.code };
    expect(await code(signUp(server, eve))).toBe('no error');
    await revokeInvitation(server, owner, invitation.id);
    expect(await code(signUp(server, { ...eve, email: 'x@example.org' }))).toBe('account.invitation_invalid');
    const late = await createInvitation(server, owner, { role: 'annotator', days: 1 });
    place.pass(86_400_000);
    expect(await code(signUp(server, { ...eve, email: 'x@example.org', invitation: late.code }))).toBe(
      'account.invitation_invalid',
    );
  });

  test('one for an e-mail serves that one, once', async () => {
    const { server } = place;
    const { actor: owner } = await signUp(server, ada);
    const invitation = await createInvitation(server, owner, {
      role: 'reviewer',
      email: ben.email,
      days: 1,
    });
    const other = { ...ben, email: 'other@example.org', invitation: invitation.code };
    expect(await code(signUp(server, other))).toBe('account.invitation_invalid');
    expect(await code(signUp(server, { ...ben, invitation: invitation.code }))).toBe('no error');
    expect((await readDoor(server, invitation.code)).invitation).toBeNull();
  });

  test('nobody invites above the own role, and annotators nobody', async () => {
    const { server } = place;
    const { actor: owner } = await signUp(server, ada);
    const manager = { ...owner, role: 'manager' as const };
    const invite = { role: 'owner' as const, days: 1 };
    expect(await code(createInvitation(server, manager, invite))).toBe('auth.forbidden');
    const annotator = { ...owner, role: 'annotator' as const };
    expect(await code(createInvitation(server, annotator, { role: 'annotator', days: 1 }))).toBe(
      'auth.forbidden',
    );
  });

  test('one for a project joins that project; a project of others is not found', async () => {
    await place.close();
    const joined: string[] = [];
    place = await accountServer(
      {},
      {
        projectRole: async (_server, _actor, id) => (id === '7' ? 'manager' : null),
        onJoin: async (_server, { projectId, role }) => {
          joined.push(`${projectId} ${role}`);
          return [];
        },
      },
    );
    const { server } = place;
    const { actor: owner } = await signUp(server, ada);
    const wrong = createInvitation(server, owner, { role: 'annotator', projectId: '8', days: 1 });
    expect(await code(wrong)).toBe('project.not_found');
    const good = await createInvitation(server, owner, { role: 'annotator', projectId: '7', days: 1 });
    await signUp(server, { ...ben, invitation: good.code });
    expect(joined).toEqual(['7 annotator']);
  });
});

describe('sign-in', () => {
  test('sessions open, are told apart, and end', async () => {
    const { server } = place;
    await signUp(server, ada);
    expect(await code(signIn(server, { email: ada.email, password: 'wrong', ip }))).toBe(
      'auth.wrong_password',
    );
    expect(await code(signIn(server, { email: 'no@example.org', password: 'wrong', ip }))).toBe(
      'auth.wrong_password',
    );
    const { session } = await signIn(server, { email: ' ADA@example.org', password: ada.password, ip });
    expect(await findSession(server, session.secret)).toMatchObject({ email: 'ada@example.org' });
    expect(await findSession(server, `${session.secret}x`)).toBeNull();
    await signOut(server, session.secret);
    expect(await findSession(server, session.secret)).toBeNull();
    const second = await signIn(server, { email: ada.email, password: ada.password, ip });
    place.pass(31 * 86_400_000);
    expect(await findSession(server, second.session.secret)).toBeNull();
  });

  test('guessing is stopped for that account and address, and passes', async () => {
    const { server } = place;
    await signUp(server, ada);
    const guess = (from: string) => code(signIn(server, { email: ada.email, password: 'guess', ip: from }));
    const results = await Promise.all(Array.from({ length: 14 }, () => guess('10.0.0.9')));
    expect(results.filter((result) => result === 'auth.too_many_tries').length).toBeGreaterThanOrEqual(4);
    const right = { email: ada.email, password: ada.password };
    expect(await code(signIn(server, { ...right, ip: '10.0.0.9' }))).toBe('auth.too_many_tries');
    expect(await code(signIn(server, { ...right, ip: '10.0.0.8' }))).toBe('no error');
    place.pass(10 * 60_000 + 1);
    expect(await code(signIn(server, { ...right, ip: '10.0.0.9' }))).toBe('no error');
  });

  test('a new password ends the other sessions; a reset ends all', async () => {
    const { server } = place;
    const { actor, session } = await signUp(server, ada);
    const other = await signIn(server, { ...ada });
    const change = { current: ada.password, password: 'another one', ip, session: session.secret };
    expect(await code(changePassword(server, actor, { ...change, current: 'wrong' }))).toBe(
      'auth.wrong_password',
    );
    await changePassword(server, actor, change);
    expect(await findSession(server, session.secret)).not.toBeNull();
    expect(await findSession(server, other.session.secret)).toBeNull();
    const password = await resetPassword({ ...server, email: 'ADA@example.org' });
    expect(await findSession(server, session.secret)).toBeNull();
    expect(await code(signIn(server, { email: ada.email, password, ip }))).toBe('no error');
    expect(await code(resetPassword({ ...server, email: 'no@example.org' }))).toBe('account.not_found');
  });
});

describe('members', () => {
  test('the last owner stays, also when two owners demote each other at once', async () => {
    const { server } = place;
    const { actor: owner } = await signUp(server, ada);
    expect(await code(setMemberRole(server, owner, { id: owner.account, role: 'manager' }))).toBe(
      'account.last_owner',
    );
    expect(await code(removeMember(server, owner, owner.account))).toBe('account.last_owner');
    const { code: invitation } = await createInvitation(server, owner, { role: 'owner', days: 1 });
    const { actor: second } = await signUp(server, { ...ben, invitation });
    const results = await Promise.all([
      code(setMemberRole(server, owner, { id: second.account, role: 'annotator' })),
      code(removeMember(server, second, owner.account)),
    ]);
    expect(results.sort()).toEqual(['account.last_owner', 'no error']);
  });

  test('who is removed is out at once, and comes back by invitation with the old password', async () => {
    const { server } = place;
    const { actor: owner } = await signUp(server, ada);
    const { code: invitation } = await createInvitation(server, owner, { role: 'annotator', days: 1 });
    const joined = await signUp(server, { ...ben, invitation });
    await removeMember(server, owner, joined.actor.account);
    expect(await findSession(server, joined.session.secret)).toBeNull();
    expect(await code(signIn(server, ben))).toBe('auth.member_removed');
    expect(await listMembers(server, owner)).toHaveLength(1);
    const again = await signUp(server, { ...ben, invitation });
    expect(again.actor.account).toBe(joined.actor.account);
    expect(await code(signUp(server, { ...ben, invitation, password: 'not this one' }))).toBe(
      'account.email_taken',
    );
  });

  test('another organisation’s member is not found', async () => {
    await place.close();
    place = await accountServer({ LABELWRIGHT_SIGNUP: 'open' });
    const { actor: one } = await signUp(place.server, ada);
    const { actor: two } = await signUp(place.server, ben);
    expect(await code(removeMember(place.server, two, one.account))).toBe('account.not_found');
  });
});

describe('bootstrap', () => {
  const environment = {
    LABELWRIGHT_USERNAME: 'Boss@localhost',
    LABELWRIGHT_PASSWORD: 'a good password',
    LABELWRIGHT_USER_TOKEN: 'abcdefghij0123456789',
  };

  test('makes the first account with exactly that token, once', async () => {
    await place.close();
    place = await accountServer(environment);
    const { server } = place;
    await bootstrapAccount(server);
    await bootstrapAccount(server);
    const actor = await actorByToken(server, 'abcdefghij0123456789');
    expect(actor).toMatchObject({ email: 'boss@localhost', role: 'owner' });
    expect(await listMembers(server, actor)).toHaveLength(1);
    expect(await code(signIn(server, { email: 'boss@localhost', password: 'a good password', ip }))).toBe(
      'no error',
    );
    const changed = {
      ...server,
      config: {
        ...server.config,
        bootstrap: { email: 'boss@localhost', password: null, token: 'z'.repeat(20) },
      },
    };
    await bootstrapAccount(changed);
    expect((await actorByToken(server, 'z'.repeat(20))).account).toBe(actor.account);
    expect(await code(actorByToken(server, 'abcdefghij0123456789'))).toBe('auth.token_revoked');
    expect(await findAccessKey(server, 'z'.repeat(20))).toMatchObject({ secret: 'z'.repeat(20) });
  });

  test('without sign-in, every request is the first account', async () => {
    const first = await firstAccount(place.server);
    expect(await firstAccount(place.server)).toEqual(first);
    expect(first.role).toBe('owner');
  });
});
