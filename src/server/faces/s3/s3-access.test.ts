import { afterAll, beforeAll, expect, test } from 'vitest';
import { openS3TestStore, type S3TestStore } from './s3-test-store.ts';
import { type S3TestServer, sendRaw, startS3TestServer, testActor, texts } from './s3-test-server.ts';
import { presignS3Url } from './sign-s3-request.ts';

let server: S3TestServer;
let backing: S3TestStore;
beforeAll(async () => {
  backing = await openS3TestStore();
  server = await startS3TestServer(backing.store);
  await server.send('PUT', '/repo');
  await server.send('PUT', '/repo/k', { body: 'v' });
});
afterAll(async () => {
  await server.stop();
  await backing.close();
  expect(backing.failed).toEqual([]);
});

test.each([
  ['NOBODY', 'InvalidAccessKeyId', /not known/],
  ['REVOKED', 'InvalidAccessKeyId', /revoked.*Make a new one/],
  ['EXPIRED', 'ExpiredToken', /expired.*Make a new one/],
])('%s answers 403 %s and says what to do', async (key, code, text) => {
  const get = await server.send('GET', '/repo/k', { key });
  expect(get.status).toBe(403);
  expect(texts(get.text, 'Code')).toEqual([code]);
  expect(texts(get.text, 'Message')[0]).toMatch(text);
  expect(texts(get.text, 'RequestId')).toEqual([get.headers['x-amz-request-id']]);
  const head = await server.send('HEAD', '/repo', { key });
  expect(head.status).toBe(403);
  expect(head.headers['x-lw-error']).toMatch(text);
});

test('a wrong secret and a wrong clock are told apart', async () => {
  const wrong = await server.send('GET', '/repo/k', { secret: 'other' });
  expect([wrong.status, texts(wrong.text, 'Code')]).toEqual([403, ['SignatureDoesNotMatch']]);
  const late = await server.send('GET', '/repo/k', { now: Date.now() - 16 * 60_000 });
  expect([late.status, texts(late.text, 'Code')]).toEqual([403, ['RequestTimeTooSkewed']]);
});

test('a token is both keys, and in a link it only reads', async () => {
  const token = 'token00000000000000000';
  expect((await server.send('PUT', '/repo/t', { key: token, body: 'x' })).status).toBe(200);
  const sign = (method: string, accessKeyId: string, secret: string, target: string) =>
    presignS3Url({
      method,
      endpoint: server.endpoint,
      target,
      accessKeyId,
      secret,
      now: Date.now(),
      expires: 60,
    });
  const get = await fetch(sign('GET', token, token, '/repo/t?response-content-type=text%2Fhtml'));
  expect([get.status, await get.text(), get.headers.get('content-type')]).toEqual([200, 'x', 'text/html']);
  expect(get.headers.get('content-security-policy')).toContain('sandbox');
  expect(get.headers.get('content-disposition')).toBe('attachment');
  const put = await fetch(sign('PUT', token, token, '/repo/t2'), { method: 'PUT', body: 'y' });
  expect([put.status, texts(await put.text(), 'Code')]).toEqual([403, ['AccessDenied']]);
  const pair = await fetch(sign('PUT', 'OWNER', 'owner-secret', '/repo/t2'), { method: 'PUT', body: 'y' });
  expect(pair.status).toBe(200);
  expect((await server.send('GET', '/repo/t2')).text).toBe('y');
});

test('roles: a reviewer reads, a manager writes, an annotator neither; strangers see nothing', async () => {
  expect((await server.send('GET', '/repo/k', { key: 'REVIEWER' })).status).toBe(200);
  for (const [method, target] of [
    ['PUT', '/repo/k'],
    ['DELETE', '/repo/k'],
    ['PUT', '/other'],
    ['DELETE', '/repo'],
    ['POST', '/repo/k?uploads'],
  ] as const) {
    const answer = await server.send(method, target, { key: 'REVIEWER' });
    expect([answer.status, texts(answer.text, 'Code')]).toEqual([403, ['AccessDenied']]);
  }
  expect((await server.send('GET', '/repo/k', { key: 'ANNOTATOR' })).status).toBe(403);
  expect((await server.send('GET', '/', { key: 'ANNOTATOR' })).status).toBe(403);
  const stranger = await server.send('GET', '/repo/k', { key: 'STRANGER' });
  expect([stranger.status, texts(stranger.text, 'Code')]).toEqual([404, ['NoSuchBucket']]);
  expect(texts((await server.send('GET', '/', { key: 'STRANGER' })).text, 'Name')).toEqual([]);
});

test('unsigned requests are not for this face; other signatures are refused in XML', async () => {
  expect((await server.send('GET', '/repo/k', { unsigned: true })).status).toBe(418);
  const old = await sendRaw(server.endpoint, 'GET', '/repo/k', { authorization: 'AWS OWNER:abc=' });
  expect([old.status, texts(old.text, 'Code')]).toEqual([400, ['InvalidRequest']]);
});

test('a browser of another origin may ask and call', async () => {
  const headers = {
    origin: 'https://a.example',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'authorization,x-amz-date',
  };
  const preflight = await sendRaw(server.endpoint, 'OPTIONS', '/repo/k', headers);
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization,x-amz-date',
  });
  expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
  const get = await server.send('GET', '/repo/k', { headers: { origin: 'https://a.example' } });
  expect(get.headers['access-control-allow-origin']).toBe('*');
});

test('with sign-in off any keys pass, chunked bodies too', async () => {
  const open = await startS3TestServer(backing.store, {
    authOff: true,
    authenticate: async () => ({
      secret: '',
      rawToken: false,
      actor: testActor(),
    }),
  });
  try {
    expect((await open.send('GET', '/repo/k', { key: 'whoever', secret: 'whatever' })).text).toBe('v');
    const body = `3;chunk-signature=${'0'.repeat(64)}\r\nabc\r\n0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`;
    const put = await open.send('PUT', '/repo/c', {
      key: 'whoever',
      body,
      payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      headers: { 'x-amz-decoded-content-length': '3' },
    });
    expect(put.status).toBe(200);
    expect((await open.send('GET', '/repo/c')).text).toBe('abc');
  } finally {
    await open.stop();
  }
});

test('a store that breaks answers InternalError, is reported, and tells nothing', async () => {
  const broken = await startS3TestServer({
    ...backing.store,
    getEntry: () => Promise.reject(new Error('secret detail')),
  });
  try {
    const answer = await broken.send('GET', '/repo/k');
    expect([answer.status, texts(answer.text, 'Code')]).toEqual([500, ['InternalError']]);
    expect(answer.text).not.toContain('secret detail');
    expect(broken.errors).toHaveLength(1);
  } finally {
    await broken.stop();
  }
});
