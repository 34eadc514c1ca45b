/**
 * Small S3 puts and gets (4 KiB) by 8 clients over HTTP, signed, beside versitygw on a folder: both answer a put
 * only after the bytes are written; ours is also synced to disk and versioned (versitygw does not sync, which
 * favours it). The folder of each lies on the same disk.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { signS3Request } from '../src/server/faces/s3/sign-s3-request.ts';
import { startServer } from '../test/start-server.ts';
import type { Bench } from './bench.ts';
import { watchProcess } from './process-memory.ts';

type Keys = { readonly accessKeyId: string; readonly secret: string };
type Side = Keys & { readonly endpoint: string };

const clients = 8;
const body = Buffer.alloc(4096, 'labelwright ');
const agent = new Agent({ keepAlive: true, maxSockets: clients });

const send = async (side: Side, method: string, target: string, payload?: Buffer): Promise<void> => {
  const headers = signS3Request({ ...side, method, target, now: Date.now() });
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(
      `${side.endpoint}${target}`,
      { method, agent, headers: { ...headers, 'content-length': payload?.length ?? 0 } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
  if (status >= 300) throw new Error(`${method} ${side.endpoint}${target} answered ${status}`);
};

/** Milliseconds for `count` requests shared by the clients. */
const timed = async (count: number, each: (index: number) => Promise<void>): Promise<number> => {
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await each(index);
      }
    }),
  );
  return performance.now() - start;
};

const measure = async (side: Side, count: number): Promise<{ put: number; get: number }> => {
  await send(side, 'PUT', '/bench');
  await timed(Math.min(count, 200), (index) => send(side, 'PUT', `/bench/warm/${index}`, body));
  const put = await timed(count, (index) => send(side, 'PUT', `/bench/${index % 100}/${index}`, body));
  const get = await timed(count, (index) => send(side, 'GET', `/bench/${index % 100}/${index}`));
  return { put, get };
};

const startPeer = async (): Promise<{ side: Side; stop(): Promise<void> } | null> => {
  const program = [join(homedir(), 'go/bin/versitygw'), 'versitygw'].find(
    (path) => spawnSync(path, ['--version']).status === 0,
  );
  if (program === undefined) return null;
  const folder = await mkdtemp(join(tmpdir(), 'versitygw-'));
  await mkdir(join(folder, 'data'));
  const side = {
    endpoint: 'http://127.0.0.1:17070',
    accessKeyId: 'benchbenchbench',
    secret: 'benchbenchbenchbench',
  };
  const child: ChildProcess = spawn(
    program,
    [
      '--port',
      '127.0.0.1:17070',
      '--access',
      side.accessKeyId,
      '--secret',
      side.secret,
      'posix',
      join(folder, 'data'),
    ],
    { stdio: 'ignore' },
  );
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await send(side, 'GET', '/').then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    side,
    async stop() {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const bench: Bench = async ({ size = 3000 }) => {
  const server = await startServer();
  const memory = watchProcess(server.pid);
  const ours = await measure({ endpoint: server.url, accessKeyId: server.token, secret: server.token }, size);
  const peakMB = memory.above();
  await server.stop();
  const peer = await startPeer();
  const theirs = peer === null ? null : await measure(peer.side, size);
  await peer?.stop();
  const total = ours.put + ours.get;
  const peerTotal = theirs === null ? null : theirs.put + theirs.get;
  return {
    size,
    ours: Math.round(total),
    peer: peerTotal === null ? null : Math.round(peerTotal),
    peerName: theirs === null ? 'versitygw is not installed' : 'versitygw posix (does not sync)',
    ratio: peerTotal === null ? null : Number((peerTotal / total).toFixed(2)),
    peakMB,
    puts: { ours: Math.round(ours.put), peer: theirs === null ? null : Math.round(theirs.put) },
    gets: { ours: Math.round(ours.get), peer: theirs === null ? null : Math.round(theirs.get) },
  };
};
