import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import { log as listCommits } from '../../versions/commands/log.ts';
import { sealStaging } from '../../versions/commands/seal-staging.ts';
import type { Actor } from '../actor.ts';
import { ensureBranch } from '../projects/ensure-branch.ts';
import { openPlace, type Place, sentimentProject } from '../projects/project-server.suite.ts';
import type { Server } from '../server.ts';
import type { CommitPayload } from './commit-payload.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { lastDeliveries } from './last-deliveries.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listWebhooks } from './list-webhooks.ts';
import { requireWebhook } from './require-webhook.ts';
import { rotateSecret } from './rotate-secret.ts';
import { standardDelays } from './send-deliveries.ts';
import { testWebhook } from './test-webhook.ts';
import { startWebhooks, type Webhooks } from './start-webhooks.ts';
import { updateWebhook } from './update-webhook.ts';

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: AppError) => error.code,
  );

type Received = {
  /** The last part of the path. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
let place: Place;
let server: Server;
let owner: Actor;
let receiver: HttpServer;
let url: string;
let received: Received[];
/** Answers for the requests to come; 200 when there are none left. `hang` never answers. */
let answers: (number | 'hang')[];
let running: Webhooks | undefined;

beforeEach(async () => {
  place = await openPlace();
  server = { ...place.server, config: { ...place.server.config, allowPrivateUrls: true } };
  owner = await place.person('Ada', 'owner');
  received = [];
  answers = [];
  receiver = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const path = (incoming.url ?? '').split('/').at(-1) ?? '';
      received.push({ path, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      const answer = answers.shift() ?? 200;
      if (answer !== 'hang') outgoing.writeHead(answer, { location: '/elsewhere' }).end('x'.repeat(20_000));
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await repo('raw');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  receiver.close().closeAllConnections();
  await place.close();
});

const repo = (name: string, organisation = 'o1', branch = 'master') =>
  ensureBranch(server, { organisation, repo: name, branch, policy: { type: 'each' } });
const start = async (options = {}): Promise<Webhooks> => {
  running = await startWebhooks(server, options);
  return running;
};
const deliveries = async (id: number) =>
  (await listDeliveries(server, owner, { id: String(id), limit: 100 })).items;
const bodies = (): CommitPayload[] => received.map(({ body }) => JSON.parse(body) as CommitPayload);
const countByHook = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { path } of received) counts[path] = (counts[path] ?? 0) + 1;
  return counts;
};

describe('delivering', () => {
  test('a commit arrives with its parents, counts and wave, signed so that the receiver can tell', async () => {
    const hooks = await start();
    const { secret } = await createWebhook(server, owner, { url, headers: { Authorization: 'Bearer own' } });
    await place.put('raw', { 'a.txt': '1', 'b.txt': '1' });
    await place.put('raw', { 'a.txt': '2', 'b.txt': null, 'c.txt': '1' });
    await hooks.idle();
    const raw = await getRepo(server.versions, { organisation: 'o1', name: 'raw' });
    const log = (await listCommits(server.versions, { repo: raw, ref: 'master' })).items;
    expect(bodies().map(({ counts }) => counts)).toEqual([
      { added: 2, modified: 0, removed: 0, complete: true },
      { added: 1, modified: 1, removed: 1, complete: true },
    ]);
    expect(bodies()[1]).toEqual({
      id: expect.any(String),
      type: 'commit',
      repo: 'raw',
      branch: 'master',
      commit: log[0]?.id,
      parents: [log[1]?.id],
      wave: log[0]?.id,
      counts: expect.any(Object),
      time: new Date(log[0]?.time ?? 0).toISOString(),
    });
    for (const { headers, body } of received) {
      expect(headers['x-lw-delivery']).toBe((JSON.parse(body) as CommitPayload).id);
      expect(headers).toMatchObject({ authorization: 'Bearer own', 'content-type': 'application/json' });
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-lw-signature'])) ?? [];
      expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'));
      expect(Number(t)).toBeCloseTo(server.clock() / 1000, -1);
    }
  });

  test('it is tried again after 1 s, 5 s, 30 s, 2 min, 10 min and 1 h, then given up with the reason', async () => {
    expect(standardDelays).toEqual([1, 5, 30, 120, 600, 3600].map((seconds) => seconds * 1000));
    const hooks = await start();
    const { id } = await createWebhook(server, owner, { url });
    answers = [500, 503, 404, 302, 500, 500, 429];
    await place.put('raw', { 'a.txt': '1' });
    await hooks.idle();
    for (const [index, delay] of standardDelays.entries()) {
      expect(received).toHaveLength(index + 1);
      const [waiting] = await deliveries(id);
      expect(waiting).toMatchObject({ attempt: index + 1, error: expect.stringContaining('answered') });
      expect(Number(waiting?.next_at) - Number(waiting?.tried_at)).toBe(delay);
      // the clock ticks with every look, so not quite to the end
      place.pass(delay - 500);
      hooks.wake();
      await hooks.idle();
      expect(received).toHaveLength(index + 1);
      place.pass(500);
      hooks.wake();
      await hooks.idle();
    }
    const [given] = await deliveries(id);
    expect(given).toMatchObject({ attempt: 7, status: 429, error: 'It answered 429.', next_at: null });
    place.pass(100_000_000);
    hooks.wake();
    await hooks.idle();
    expect(received).toHaveLength(7);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['x-lw-delivery'])).size).toBe(1);
  });

  test('by itself, on real time, a failed delivery is tried again', async () => {
    server = { ...server, clock: Date.now };
    const hooks = await start({ delays: [20, 30, 40] });
    const { id } = await createWebhook(server, owner, { url });
    answers = [500, 500];
    await place.put('raw', { 'a.txt': '1' });
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(3);
    await hooks.idle();
    expect(await deliveries(id)).toMatchObject([{ attempt: 3, status: 200, error: null, next_at: null }]);
  });

  test('commits are answered while receivers hang, and a slow one does not hold up another', async () => {
    const hooks = await start({ timeoutMs: 300 });
    const slow = await createWebhook(server, owner, { url: `${url}/slow` });
    answers = ['hang', 'hang'];
    await place.put('raw', { 'a.txt': '1' });
    await place.put('raw', { 'a.txt': '2' });
    await expect.poll(() => received.length).toBe(2);
    await createWebhook(server, owner, { url });
    await place.put('raw', { 'a.txt': '3' });
    await expect.poll(() => received.length).toBe(3);
    expect(answers).toEqual([]);
    await hooks.idle();
    expect((await deliveries(slow.id)).map(({ error }) => error)).toEqual([
      null,
      expect.stringContaining('no answer within 0.3 s'),
      expect.stringContaining('no answer within 0.3 s'),
    ]);
  });

  test('only what the filters name is sent: repo, branch, project; an inactive one hears nothing', async () => {
    const hooks = await start();
    const { id } = await sentimentProject(place, owner, { texts: ['one'] });
    await repo('other');
    await repo('raw', 'o2');
    const rival = await place.person('Rival', 'owner', 'o2');
    const hook = (path: string, more = {}) =>
      createWebhook(server, owner, { url: `${url}/${path}`, ...more });
    await hook('all');
    await hook('raw', { repo: 'raw' });
    await hook('dev', { repo: 'raw', branch: 'dev' });
    await hook('labels', { project: Number(id) });
    await hook('none', { send_for_all_actions: false, actions: [] });
    await hook('some', {
      repo: 'other',
      send_for_all_actions: false,
      actions: ['COMMIT'],
      send_payload: false,
    });
    const off = await hook('off', { is_active: false });
    await createWebhook(server, rival, { url: `${url}/rival` });
    await place.put('raw', { 'x.txt': '1' });
    await repo('raw', 'o1', 'dev');
    await place.put('raw', { 'x.txt': '1' }, 'dev');
    await place.put('other', { 'x.txt': '1' });
    await place.put('labels', { 'tasks/00/x.json': '{}' });
    const labels = await getRepo(server.versions, { organisation: 'o1', name: 'labels' });
    await sealStaging(server.versions, { repo: labels, branch: 'master' });
    await hooks.idle();
    expect(countByHook()).toEqual({ all: 4, raw: 2, dev: 1, labels: 1, some: 1 });
    const short = bodies().find((body) => body.repo === undefined);
    expect(short).toEqual({ id: expect.any(String), type: 'commit', time: expect.any(String) });
    await updateWebhook(server, owner, String(off.id), { is_active: true });
    await place.put('raw', { 'x.txt': '2' });
    await hooks.idle();
    expect(countByHook()).toEqual({ all: 5, raw: 3, dev: 1, labels: 1, some: 1, off: 1 });
  });

  test('a private target is refused at once, and by name when it is delivered', async () => {
    const guarded = { ...server, config: { ...server.config, allowPrivateUrls: false } };
    for (const bad of [url, 'http://2130706433/', 'http://[::ffff:7f00:1]/', 'http://169.254.169.254/latest'])
      expect(await code(createWebhook(guarded, owner, { url: bad })), bad).toBe('url.private');
    expect(await code(createWebhook(guarded, owner, { url: 'file:///etc/passwd' }))).toBe('url.invalid');
    const { port } = new URL(url);
    const { id } = await createWebhook(guarded, owner, { url: `http://inside.example:${port}/` });
    running = await startWebhooks(guarded, { resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    await place.put('raw', { 'a.txt': '1' });
    await running.idle();
    expect(received).toEqual([]);
    expect(await deliveries(id)).toMatchObject([
      { status: null, error: expect.stringContaining('private address') },
    ]);
  });
});

describe('a restart', () => {
  test('goes on with what waited, with the same id and bytes, and takes what landed meanwhile, once', async () => {
    let hooks = await start();
    const { id } = await createWebhook(server, owner, { url });
    answers = [500];
    await place.put('raw', { 'a.txt': '1' });
    await hooks.idle();
    await hooks.stop();
    await place.put('raw', { 'a.txt': '2' });
    expect(received).toHaveLength(1);
    place.pass(1_000);
    hooks = await start();
    await hooks.idle();
    expect(received).toHaveLength(3);
    expect(received.filter(({ body }) => body === received[0]?.body)).toHaveLength(2);
    expect(await deliveries(id)).toMatchObject([{ attempt: 1 }, { attempt: 2, error: null }]);
    await hooks.stop();
    await (await start()).idle();
    expect(received).toHaveLength(3);
  });

  test('in the middle of an attempt sends it again', async () => {
    const hooks = await start();
    await createWebhook(server, owner, { url });
    answers = ['hang'];
    await place.put('raw', { 'a.txt': '1' });
    await expect.poll(() => received.length).toBe(1);
    await hooks.stop();
    await (await start()).idle();
    expect(received.map(({ body }) => body)).toEqual([received[0]?.body, received[0]?.body]);
  });

  test('after a crash reads events again that were read but not noted, and old ones stay unsent', async () => {
    const hooks = await start();
    await place.put('raw', { 'a.txt': '1' });
    await hooks.idle();
    // no stop: the place of events that nobody wanted is not kept
    const { id } = await createWebhook(server, owner, { url });
    const second = await startWebhooks(server);
    await second.idle();
    expect(await deliveries(id)).toEqual([]);
    await second.stop();
  });
});

describe('rights', () => {
  test('another organisation finds none of it, too small a role may not', async () => {
    const { id: number } = await createWebhook(server, owner, { url });
    const id = String(number);
    const rival = await place.person('Rival', 'owner', 'o2');
    const small = await place.person('Small', 'reviewer');
    for (const [actor, expected] of [
      [rival, 'webhook.not_found'],
      [small, 'auth.forbidden'],
    ] as const) {
      expect(await code(requireWebhook(server, actor, id))).toBe(expected);
      expect(await code(updateWebhook(server, actor, id, { url }))).toBe(expected);
      expect(await code(deleteWebhook(server, actor, id))).toBe(expected);
      expect(await code(rotateSecret(server, actor, id))).toBe(expected);
      expect(await code(listDeliveries(server, actor, { id, limit: 1 }))).toBe(expected);
    }
    expect(await listWebhooks(server, rival)).toEqual([]);
    expect(await code(createWebhook(server, small, { url }))).toBe('auth.forbidden');
    expect(await code(createWebhook(server, rival, { url, repo: 'raw' }))).toBe('repo.not_found');
    expect(await code(createWebhook(server, rival, { url, project: 1 }))).toBe('project.not_found');
    for (const bad of ['0', '-1', '1e0', 'x', '1.5', '9'.repeat(30)])
      expect(await code(requireWebhook(server, owner, bad)), bad).toBe('webhook.not_found');
  });

  test('the secret is told once, lies sealed, and is replaced; a removed webhook hears nothing', async () => {
    const hooks = await start();
    const { id, secret } = await createWebhook(server, owner, { url });
    expect(secret).toMatch(/^lwhs_[0-9a-f]{64}$/);
    expect(JSON.stringify(await listWebhooks(server, owner))).not.toContain('secret');
    expect((await requireWebhook(server, owner, String(id))).secret).not.toContain(secret.slice(5));
    const rotated = await rotateSecret(server, owner, String(id));
    expect(rotated.secret).not.toBe(secret);
    answers = [500];
    await place.put('raw', { 'a.txt': '1' });
    await hooks.idle();
    const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(String(received[0]?.headers['x-lw-signature'])) ?? [];
    expect(v1).toBe(createHmac('sha256', rotated.secret).update(`${t}.${received[0]?.body}`).digest('hex'));
    await deleteWebhook(server, owner, String(id));
    place.pass(10_000);
    hooks.wake();
    await hooks.idle();
    expect(received).toHaveLength(1);
    expect(await code(requireWebhook(server, owner, String(id)))).toBe('webhook.not_found');
  });

  test('deliveries are listed in pages, the last first', async () => {
    const hooks = await start();
    const { id } = await createWebhook(server, owner, { url });
    for (const text of ['1', '2', '3']) await place.put('raw', { 'a.txt': text });
    await hooks.idle();
    const first = await listDeliveries(server, owner, { id: String(id), limit: 2 });
    const second = await listDeliveries(server, owner, { id: String(id), limit: 2, cursor: first.next });
    expect(second.next).toBeUndefined();
    const seqs = [...first.items, ...second.items].map(({ seq }) => seq);
    expect(seqs).toHaveLength(3);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    expect(await code(listDeliveries(server, owner, { id: String(id), limit: 2, cursor: 'x' }))).toBe(
      'request.invalid',
    );
  });

  test('pings stand among the deliveries where they were sent, and the newest of each webhook is known', async () => {
    const hooks = await start();
    const { id } = await createWebhook(server, owner, { url });
    const quiet = await createWebhook(server, owner, { url, branch: 'nowhere' });
    await place.put('raw', { 'a.txt': '1' });
    hooks.wake();
    await hooks.idle();
    const pings: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      place.pass(1_000);
      pings.unshift((await testWebhook(server, owner, String(id))).event);
    }
    const events: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDeliveries(server, owner, { id: String(id), limit: 2, cursor });
      events.push(...page.items.map(({ event }) => event));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(events).toHaveLength(5);
    expect(events.slice(0, 4)).toEqual(pings);
    const last = await lastDeliveries(server, owner);
    expect(last.get(id)).toMatchObject({ event: pings[0], status: 200 });
    expect(last.get(quiet.id)).toBeUndefined();
    const stranger = await place.person('Eve', 'owner', 'o2');
    expect((await lastDeliveries(server, stranger)).size).toBe(0);
  });
});
