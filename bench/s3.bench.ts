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
import { asUsersHaveIt } from './as-users-have-it.ts';
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

type Times = { readonly put: number; readonly get: number };

const measure = async (side: Side, round: number, count: number): Promise<Times> => ({
  put: await timed(count, (index) => send(side, 'PUT', `/bench/${round}/${index % 100}/${index}`, body)),
  get: await timed(count, (index) => send(side, 'GET', `/bench/${round}/${index % 100}/${index}`)),
});

/**
 * Both sides run side by side and take turns: else whoever goes first pays for warming up the clients, and a
 * neighbour on the machine is felt by one of them only. The first round of each warms up and does not count.
 */
const inTurns = async (sides: readonly Side[], size: number): Promise<readonly Times[]> => {
  const sums = sides.map(() => ({ put: 0, get: 0 }));
  for (const side of sides) await send(side, 'PUT', '/bench');
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      const times = await measure(side, round, Math.ceil(size / rounds));
      const sum = sums[index];
      if (round === 0 || sum === undefined) continue;
      sum.put += times.put;
      sum.get += times.get;
    }
  }
  return sums;
};

const rounds = 4;

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
  const server = await startServer(asUsersHaveIt);
  const memory = watchProcess(server.pid);
  const peer = await startPeer();
  const us = { endpoint: server.url, accessKeyId: server.token, secret: server.token };
  const [ours, theirs = null] = await inTurns(peer === null ? [us] : [us, peer.side], size);
  if (ours === undefined) throw new Error('nothing was measured');
  const peakMB = memory.above();
  await server.stop();
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
