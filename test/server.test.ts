import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from './start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const call = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
const owner = () => ({ authorization: `Token ${server.token}` });
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const cookieOf = async () => {
  const answer = await call('/api/session', post({ email: server.email, password: server.password }));
  expect(answer.status).toBe(200);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
};

/** One request as raw text, so that nothing on this side normalises it. */
const raw = (request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    // not ended: a half-closed connection counts as gone
    socket.write(request);
  });

describe('the program', () => {
  test('is ready, and its data is its owner’s alone', async () => {
    expect((await call('/health')).status).toBe(200);
    expect(statSync(server.dir).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(server.dir)) {
      expect([name, statSync(join(server.dir, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  test('a second start on the folder says who holds it; --replace ends exactly that one', async () => {
    const first = await startServer();
    await expect(startServer({ dir: first.dir })).rejects.toThrow(`process ${first.pid}`);
    const second = await startServer({ dir: first.dir, args: ['--replace'] });
    expect((await fetch(`${second.url}/health`)).status).toBe(200);
    await expect(fetch(`${first.url}/health`)).rejects.toThrow();
    expect((await call('/health')).status).toBe(200);
    await second.stop();
  });

  test('a setting that does not fit ends it by name', async () => {
    const refused = startServer({ env: { LABELWRIGHT_SIGNUP: 'perhaps' } });
    await expect(refused).rejects.toThrow(
      /ended with 1[\s\S]*setting\.invalid: .*LABELWRIGHT_SIGNUP=perhaps/,
    );
  });

  test('SIGTERM ends live streams and exits with 0', async () => {
    const other = await startServer();
    const stream = await fetch(`${other.url}/api/events`, {
      headers: { authorization: `Token ${other.token}` },
    });
    const reader = stream.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('connected');
    const begin = Date.now();
    expect(await other.kill('SIGTERM')).toBe(0);
    expect(Date.now() - begin).toBeLessThan(5000);
    rmSync(other.dir, { recursive: true, force: true });
  });
});

describe('sign-in', () => {
  test('tokens: unknown, wrong scheme, good; in the query for reading only', async () => {
    expect(await codeOf(await call('/api/session'))).toBe('auth.required');
    const unknown = await call('/api/session', { headers: { authorization: 'Token nobody' } });
    expect([unknown.status, await codeOf(unknown)]).toEqual([401, 'auth.token_unknown']);
    const basic = await call('/api/session', { headers: { authorization: 'Basic YTpi' } });
    expect(await codeOf(basic)).toBe('auth.scheme');
    expect((await call('/api/session', { headers: owner() })).status).toBe(200);
    expect((await call(`/api/session?token=${server.token}`)).status).toBe(200);
    const write = await call(`/api/keys?token=${server.token}`, post({}));
    expect([write.status, await codeOf(write)]).toEqual([403, 'auth.token_query']);
    expect(server.log()).not.toContain(server.token);
  });

  test('the cookie is out of reach of scripts and other sites', async () => {
    const answer = await call('/api/session', post({ email: server.email, password: server.password }));
    expect(answer.headers.get('set-cookie')).toMatch(/^lw_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    const wrong = await call('/api/session', post({ email: server.email, password: 'wrong' }));
    expect([wrong.status, await codeOf(wrong)]).toEqual([401, 'auth.wrong_password']);
  });

  test('changes by cookie need this origin', async () => {
    const cookie = await cookieOf();
    const create = (headers: Record<string, string>) =>
      call('/api/keys', post({}, { cookie, ...headers })).then(async (answer) =>
        answer.ok ? answer.status : codeOf(answer),
      );
    expect(await create({ origin: server.url })).toBe(201);
    expect(await create({ referer: `${server.url}/account` })).toBe(201);
    expect(await create({ 'sec-fetch-site': 'same-origin' })).toBe(201);
    // no browser of today is silent about where a change comes from
    expect(await create({})).toBe('auth.csrf');
    expect(await create({ origin: 'https://evil.example' })).toBe('auth.csrf');
    expect(await create({ origin: 'null' })).toBe('auth.csrf');
    expect(await create({ origin: server.url.replace(/\d+$/, '1') })).toBe('auth.csrf');
    expect(await create({ referer: 'https://evil.example/page' })).toBe('auth.csrf');
    expect(await create({ 'sec-fetch-site': 'cross-site' })).toBe('auth.csrf');
    expect((await call('/api/session', { headers: { cookie, origin: 'https://evil.example' } })).status).toBe(
      200,
    );
    // a token shows intent by itself
    const byToken = await call('/api/keys', post({}, { ...owner(), origin: 'https://evil.example' }));
    expect(byToken.status).toBe(201);
    const signIn = post(
      { email: server.email, password: server.password },
      { origin: 'https://evil.example' },
    );
    expect(await codeOf(await call('/api/session', signIn))).toBe('auth.csrf');
  });

  test('a host of another name is not this machine, also when the origin agrees', async () => {
    const cookie = await cookieOf();
    const request = (host: string, origin: string) =>
      raw(
        `POST /api/keys HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
          'Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
      );
    expect(await request('evil.example', 'http://evil.example')).toMatch(/^HTTP\/1.1 403[\s\S]*auth\.origin/);
    expect(await request('localhost:1', 'http://localhost:1')).toMatch(/^HTTP\/1.1 201/);
  });
});

describe('the API', () => {
  test('unknown paths, wrong methods and bad bodies are said clearly', async () => {
    expect(await codeOf(await call('/api/nothing'))).toBe('route.not_found');
    const method = await call('/api/version', { method: 'DELETE' });
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET']);
    const notJson = await call('/api/repos', { method: 'POST', body: '{', headers: owner() });
    expect([notJson.status, await codeOf(notJson)]).toEqual([400, 'request.not_json']);
    const invalid = await call('/api/repos', post({ name: 'not good' }, owner()));
    const problem = (await invalid.json()) as { code: string; detail: string };
    expect(problem.code).toBe('request.invalid');
    expect(problem.detail).toContain('name: use 1 to 63');
  });

  test('a body above the limit is refused', async () => {
    const body = new Uint8Array(33 * 1024 * 1024);
    const answer = await call('/api/repos', { method: 'POST', body, headers: owner() });
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'request.too_large']);
  });

  test('file names keep dots, double slashes and encoded slashes; HEAD has no body', async () => {
    await call('/api/repos', post({ name: 'names' }, owner()));
    const names = ['a/../b', 'c//d', './e', 'f/', 'ü %25 é', '/g'];
    for (const name of names) {
      const path = encodeURIComponent(name);
      const init = { method: 'PUT', body: name, headers: owner() };
      expect((await call(`/api/repos/names/files/master/${path}`, init)).status).toBe(201);
      const got = await call(`/api/repos/names/files/master/${path}`, { headers: owner() });
      expect(await got.text()).toBe(name);
    }
    const lines = (target: string) =>
      `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Token ${server.token}\r\nConnection: close\r\n\r\n`;
    expect(await raw(lines('/api/repos/names/files/master/a/../b'))).toMatch(
      /^HTTP\/1.1 200[\s\S]*a\/\.\.\/b$/,
    );
    expect(await raw(lines('/api/repos/names/files/master/%ff'))).toMatch(/^HTTP\/1.1 400/);
    const head = await raw(lines('/api/repos/names').replace('GET', 'HEAD'));
    expect(head).toMatch(/^HTTP\/1.1 200[\s\S]*\r\n\r\n$/);
  });

  test('documents itself', async () => {
    const document = (await (await call('/docs/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/api/repos/{repo}']?.['get']?.operationId).toBe('repos.get');
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    expect(text).not.toContain('#/$defs');
    const page = await call('/docs/api');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).not.toContain('<script');
    expect((await call('/docs/api/schema/json/')).status).toBe(200);
  });

  test('every answer carries the security headers', async () => {
    for (const path of ['/', '/api/nothing', '/health', '/docs/api']) {
      const { headers } = await call(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    }
  });
});

describe('without sign-in', () => {
  test('every request is the first account, from this machine’s own names and pages only', async () => {
    const open = await startServer({ account: false, env: { LABELWRIGHT_AUTH: 'off' } });
    const get = (init: RequestInit = {}) => fetch(`${open.url}/api/session`, init);
    expect(await (await get()).json()).toMatchObject({ role: 'owner' });
    expect((await get({ headers: { authorization: 'Token anything' } })).status).toBe(200);
    const make = post({ name: 'x' }, { origin: 'https://evil.example' });
    expect(await codeOf(await fetch(`${open.url}/api/repos`, make))).toBe('auth.csrf');
    const port = new URL(open.url).port;
    const rebound = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('data', (chunk) => resolve(chunk.toString()));
      socket.write(`GET /api/session HTTP/1.1\r\nHost: evil.example:${port}\r\nConnection: close\r\n\r\n`);
    });
    expect(rebound).toMatch(/^HTTP\/1.1 403/);
    await open.stop();
  });

  test('is refused on an address that others reach', async () => {
    const env = { LABELWRIGHT_AUTH: 'off', LABELWRIGHT_HOST: '0.0.0.0' };
    await expect(startServer({ account: false, env })).rejects.toThrow('setting.invalid');
  });
});

test('a password is reset on the data folder while the server runs', async () => {
  const script = fileURLToPath(new URL('../src/server/maintain.ts', import.meta.url));
  const run = (email: string) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const child = spawn(process.execPath, [
        '--import',
        'tsx',
        script,
        'reset-password',
        email,
        '--data',
        server.dir,
      ]);
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      child.on('exit', (code) => resolve({ code, out, err }));
    });
  const cookie = await cookieOf();
  const { code, out } = await run(server.email);
  expect(code).toBe(0);
  expect((await call('/api/session', { headers: { cookie } })).status).toBe(401);
  const password = out.trim();
  expect((await call('/api/session', post({ email: server.email, password }))).status).toBe(200);
  expect(await run('nobody@example.org')).toMatchObject({
    code: 1,
    err: expect.stringContaining('account.not_found'),
  });
});

test('a diff names heads: what is staged under `manual` is left out, and said; a tag goes by its name in the query', async () => {
  const json = async (method: string, path: string, body?: unknown) => {
    const answer = await call(`/api/repos${path}`, {
      method,
      headers: { ...owner(), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  await json('POST', '', { name: 'named' });
  await json('PUT', '/named/files/master/a', 1);
  await json('POST', '/named/tags', { name: 'v1', head: 'master' });
  await json('PATCH', '/named/branches/master', { policy: 'manual' });
  await json('PUT', '/named/files/master/b', 1);
  const diff = await json('GET', '/named/diff?from=v1&to=master');
  expect(diff).toMatchObject({ items: [], warnings: [expect.stringContaining('1 staged change is not')] });
  await json('DELETE', '/named/tags?name=v1');
  expect(await json('GET', '/named/tags')).toEqual({ items: [] });
});
