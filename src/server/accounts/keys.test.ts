import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import { type AccountServer, accountServer } from './account-server.suite.ts';
import { createKey } from './create-key.ts';
import { findAccessKey } from './find-access-key.ts';
import { actorByAccess, actorByToken } from './find-key.ts';
import { listKeys } from './list-keys.ts';
import { refreshAccess } from './refresh-access.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';
import { signUp } from './sign-up.ts';

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: AppError) => error.code,
  );
const refusal = async (accessKeyId: string): Promise<string | undefined> =>
  (await findAccessKey(place.server, accessKeyId)).refused?.code;

let place: AccountServer;
let actor: Actor;
beforeEach(async () => {
  place = await accountServer();
  const person = { email: 'ada@example.org', name: 'Ada', password: 'correct horse', ip: '::1' };
  ({ actor } = await signUp(place.server, person));
});
afterEach(() => place.close());

test('a token opens the API and S3, is listed without its secret, and is kept as a hash', async () => {
  const { server } = place;
  const { key, secret } = await createKey(server, actor, { kind: 'token', title: 'mine' });
  expect(secret).toMatch(/^[0-9a-f]{40}$/);
  expect(await actorByToken(server, secret)).toEqual(actor);
  expect(await findAccessKey(server, secret)).toMatchObject({ secret, actor });
  expect(JSON.stringify(await listKeys(server, actor))).not.toContain(secret);
  expect((await listKeys(server, actor))[0]).toMatchObject({
    id: key.id,
    title: 'mine',
    last_used: expect.any(Number),
  });
});

test('a pair has a secret that derives from the server, anew with each rotation', async () => {
  const { server } = place;
  const { key, secret } = await createKey(server, actor, { kind: 's3', title: '' });
  const id = key.access_key_id ?? '';
  expect(await findAccessKey(server, id)).toMatchObject({ secret, actor });
  const rotated = await rotateKey(server, actor, key.id);
  expect(rotated.secret).not.toBe(secret);
  expect(rotated.key.access_key_id).toBe(id);
  expect(await findAccessKey(server, id)).toMatchObject({ secret: rotated.secret });
  expect(await code(actorByToken(server, rotated.secret))).toBe('auth.token_unknown');
});

test('unknown, revoked and expired are told apart, with a lifetime of one second too', async () => {
  const { server } = place;
  expect(await refusal('nobody')).toBe('auth.token_unknown');
  const short = await createKey(server, actor, { kind: 'token', title: '', expiresInSeconds: 1 });
  place.pass(999);
  expect(await code(actorByToken(server, short.secret))).toBe('no error');
  place.pass(1);
  const error = await actorByToken(server, short.secret).catch((thrown: AppError) => thrown);
  expect(error).toMatchObject({ code: 'auth.token_expired', status: 401 });
  expect((error as AppError).message).toContain('2025-01-01T00:00:01.000Z');
  expect(await refusal(short.secret)).toBe('auth.token_expired');
  const { key, secret } = await createKey(server, actor, { kind: 'token', title: '' });
  await revokeKey(server, actor, key.id);
  expect(await code(actorByToken(server, secret))).toBe('auth.token_revoked');
  expect(await refusal(secret)).toBe('auth.token_revoked');
  expect(await code(revokeKey(server, actor, key.id))).toBe('key.not_found');
  expect(await code(rotateKey(server, actor, key.id))).toBe('key.not_found');
});

test('rotation stops the old token at once', async () => {
  const { server } = place;
  const { key, secret } = await createKey(server, actor, { kind: 'token', title: '', expiresInSeconds: 60 });
  place.pass(30_000);
  const rotated = await rotateKey(server, actor, key.id);
  expect(await code(actorByToken(server, secret))).toBe('auth.token_unknown');
  place.pass(59_000);
  expect(await code(actorByToken(server, rotated.secret))).toBe('no error');
});

test('another account’s key cannot be touched', async () => {
  const { key } = await createKey(place.server, actor, { kind: 'token', title: '' });
  const other = { ...actor, account: 'somebody' };
  expect(await code(revokeKey(place.server, other, key.id))).toBe('key.not_found');
  expect(await code(rotateKey(place.server, other, key.id))).toBe('key.not_found');
  expect(await listKeys(place.server, other)).toEqual([]);
});

test('a personal token is exchanged for access, until it is revoked', async () => {
  const { server } = place;
  const { key, secret: refresh } = await createKey(server, actor, { kind: 'personal', title: '' });
  const claims = JSON.parse(Buffer.from(refresh.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ token_type: 'refresh', user_id: '1', exp: expect.any(Number) });
  const { access } = await refreshAccess(server, refresh);
  expect(await actorByAccess(server, access)).toEqual(actor);
  expect(await code(actorByAccess(server, refresh))).toBe('auth.token_unknown');
  expect(await code(actorByToken(server, refresh))).toBe('auth.token_unknown');
  expect(await code(refreshAccess(server, access))).toBe('auth.token_unknown');
  expect(await code(refreshAccess(server, `${refresh}x`))).toBe('auth.token_unknown');
  expect(await refusal(refresh)).toBe('auth.token_unknown');
  place.pass(301_000);
  expect(await code(actorByAccess(server, access))).toBe('auth.token_expired');
  const fresh = await refreshAccess(server, refresh);
  await revokeKey(server, actor, key.id);
  expect(await code(actorByAccess(server, fresh.access))).toBe('auth.token_revoked');
  expect(await code(refreshAccess(server, refresh))).toBe('auth.token_revoked');
});

test('a token signed with another key, or by algorithm none, is unknown', async () => {
  const { secret } = await createKey(place.server, actor, { kind: 'personal', title: '' });
  const [, payload] = secret.split('.');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  expect(await code(refreshAccess(place.server, none))).toBe('auth.token_unknown');
  expect(await code(actorByAccess(place.server, 'a.b.c'))).toBe('auth.token_unknown');
});
