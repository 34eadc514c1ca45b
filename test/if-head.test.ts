import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from './start-server.ts';

/* `x-lw-if-head: <commit>` on any write, `ifHead` in JSON: a write that names a head is refused at any other. */

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const elsewhere = '0'.repeat(64);
const emptyTar = '\0'.repeat(1024);

type Answer = { readonly status: number; readonly body: Record<string, unknown> };
const call = async (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const answer = await fetch(`${server.url}/api/repos${path}`, {
    method,
    headers: { authorization: `Token ${server.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: body === emptyTar ? emptyTar : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
};

test('every write of a repo is refused at another head, by header and in JSON', async () => {
  await call('POST', '', { name: 'heads' });
  await call('PATCH', '/heads/branches/master', { policy: 'manual' });
  await call('PUT', '/heads/files/master/a', 1);
  const made = await call('POST', '/heads/branches/master/commit', { message: 'one' });
  expect(made.status).toBe(201);
  // bare, and under its name
  expect(made.body['id']).toBe((made.body['commit'] as { id: string }).id);
  const head = String(made.body['id']);
  expect(await call('POST', '/heads/branches/master/commit', {})).toEqual({
    status: 200,
    body: { commit: null },
  });
  await call('PUT', '/heads/files/master/b', 1);

  const writes: readonly (readonly [string, string, unknown?, Record<string, string>?])[] = [
    ['PUT', '/heads/files/master/c', 1],
    ['PUT', '/heads/files/master/c', undefined, { 'x-lw-copy-source': 'heads@master:/a' }],
    ['DELETE', '/heads/files/master/a'],
    ['PUT', '/heads/archive/master', emptyTar],
    ['POST', '/heads/branches/master/commit', {}],
    ['POST', '/heads/branches/master/restore', { ref: head }],
    ['PATCH', '/heads/branches/master', { policy: 'each' }],
    ['PATCH', '/heads/branches/master', { head }],
    ['POST', '/heads/branches', { name: 'other', head }],
    ['POST', '/heads/tags', { name: 'v1', head }],
    ['DELETE', '/heads/branches/master'],
  ];
  for (const [method, path, body, headers] of writes) {
    const refused = await call(method, path, body, { ...headers, 'x-lw-if-head': elsewhere });
    expect([method, path, refused.status, refused.body['code']]).toEqual([method, path, 409, 'branch.moved']);
  }
  for (const [path, body] of [
    ['/heads/branches/master/commit', {}],
    ['/heads/branches/master/restore', { ref: head }],
  ] as const) {
    const refused = await call('POST', path, { ...body, ifHead: elsewhere });
    expect([path, refused.status]).toEqual([path, 409]);
  }
  const staged = await call('GET', '/heads/branches/master');
  expect(staged.body).toMatchObject({ head, staged: 1 });

  const kept = { 'x-lw-if-head': head };
  expect((await call('PUT', '/heads/files/master/c', 1, kept)).status).toBe(201);
  expect((await call('POST', '/heads/branches/master/commit', {}, kept)).status).toBe(201);
  expect((await call('DELETE', '/heads/branches/master', undefined, kept)).status).toBe(409);

  // a tag is at its commit
  expect((await call('POST', '/heads/tags', { name: 'v1', head }, kept)).status).toBe(201);
  for (const path of ['/heads/tags/v1', '/heads/tags?name=v1']) {
    const refused = await call('DELETE', path, undefined, { 'x-lw-if-head': elsewhere });
    expect([path, refused.status, refused.body['code']]).toEqual([path, 409, 'branch.moved']);
  }
  expect((await call('DELETE', '/heads/tags/v1', undefined, kept)).status).toBe(204);
});

test('what has no head says so instead of passing over the header', async () => {
  const asked = { 'x-lw-if-head': elsewhere };
  await call('POST', '', { name: 'headless' });
  for (const [method, path, body] of [
    ['POST', '', { name: 'another' }],
    ['PATCH', '/headless', { description: 'changed' }],
    ['DELETE', '/headless', undefined],
  ] as const) {
    const refused = await call(method, path, body, asked);
    expect([method, refused.status, refused.body['code']]).toEqual([method, 400, 'request.invalid']);
    expect(refused.body['detail']).toContain('a repo has no head');
  }
  expect((await call('GET', '/headless')).body).toMatchObject({ description: '' });
  expect((await call('GET', '/another')).status).toBe(404);
});

test('copying and deleting by the API keep If-Match and If-None-Match', async () => {
  await call('POST', '', { name: 'tags' });
  await call('PUT', '/tags/files/master/a', 1);
  const copy = { 'x-lw-copy-source': 'tags@master:/a' };
  const put = (headers: Record<string, string>) =>
    call('PUT', '/tags/files/master/a', undefined, { ...copy, ...headers });
  expect((await put({ 'if-none-match': '*' })).status).toBe(412);
  expect((await put({ 'x-lw-copy-source': 'tags@master:/%zz' })).status).toBe(400);
  const remove = await call('DELETE', '/tags/files/master/a', undefined, { 'if-match': '"00"' });
  expect(remove.status).toBe(412);
});
