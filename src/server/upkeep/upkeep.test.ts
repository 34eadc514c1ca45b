import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteRepo } from '../../versions/commands/delete-repo.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import { ensureBranch } from '../projects/ensure-branch.ts';
import { openPlace, type Place } from '../projects/project-server.suite.ts';
import { runGc, scheduleGc } from './schedule-gc.ts';
import { takeUpkeepLease, waitForUpkeepLease } from './upkeep-lease.ts';

const minute = 60_000;
let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

test('there is one gc, or there are backups', async () => {
  const { server } = place;
  const first = await takeUpkeepLease(server, 'backup');
  const second = await takeUpkeepLease(server, 'backup');
  expect(second).not.toBeNull();
  await first?.release();
  expect(await takeUpkeepLease(server, 'gc')).toBeNull();
  expect(await runGc(server)).toBe(false);
  await second?.release();
  const gc = await takeUpkeepLease(server, 'gc');
  expect(gc).not.toBeNull();
  expect(await takeUpkeepLease(server, 'gc')).toBeNull();
  let waits = 0;
  const waiting = waitForUpkeepLease(server, 'backup', () => (waits += 1));
  await expect.poll(() => waits).toBe(1);
  await gc?.release();
  await (await waiting).release();
  expect(await runGc(server)).toBe(true);
});

test('a lease of a process that died ends by itself; of a gc, with the next start', async () => {
  const { server } = place;
  await takeUpkeepLease(server, 'backup');
  place.pass(9 * minute);
  expect(await takeUpkeepLease(server, 'gc')).toBeNull();
  place.pass(minute + 1000);
  expect(await takeUpkeepLease(server, 'gc')).not.toBeNull();
  const stop = await scheduleGc(server);
  const next = await takeUpkeepLease(server, 'gc');
  expect(next).not.toBeNull();
  await next?.release();
  await stop();
});

test('gc runs by itself, again and again, and frees what nothing names for a day', async () => {
  const { server } = place;
  const count = async () =>
    (
      await server.db.read<{ n: number }>({
        sql: 'SELECT count(*) AS n FROM object',
        parameters: [],
      } as never)
    )[0]?.n;
  await ensureBranch(server, { organisation: 'o1', repo: 'raw', branch: 'master', policy: { type: 'each' } });
  await place.put('raw', { 'a.txt': 'gone soon' });
  expect(await count()).toBeGreaterThan(0);
  await deleteRepo(server.versions, {
    repo: await getRepo(server.versions, { organisation: 'o1', name: 'raw' }),
  });
  const stop = await scheduleGc(server, { firstMs: 10, everyMs: 10 });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await count()).toBeGreaterThan(0);
  place.pass(25 * 60 * minute);
  await expect.poll(count).toBe(0);
  await stop();
});
