/**
 * Plans per second through the write path: three guarded statements a plan, synced to disk before each answer.
 * `npx tsx bench/db-plans.ts [--size SECONDS]` prints one JSON line for each number of clients.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, statement } from '../src/db/database.ts';
import { type DriverName, hasDriver } from '../src/db/load-driver.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { queryBuilder } from '../src/db/query-builder.ts';

type Tables = {
  thing: { id: number; name: string; hash: Uint8Array; changed: number };
  tally: { name: string; count: number };
};

const q = queryBuilder<Tables>();
const migrations = [
  {
    name: '0001-bench',
    statements: [
      'CREATE TABLE thing (id bigint PRIMARY KEY, name text NOT NULL, hash {{blob}} NOT NULL, changed bigint NOT NULL)',
      'CREATE TABLE tally (name text PRIMARY KEY, count bigint NOT NULL)',
    ],
  },
];

const plan = (id: number, client: number) => [
  statement(
    q.insertInto('thing').values({ id, name: `thing ${id}`, hash: new Uint8Array(32), changed: 0 }),
    1,
  ),
  statement(q.updateTable('thing').set({ changed: id }).where('id', '=', id).where('changed', '=', 0), 1),
  statement(
    q
      .updateTable('tally')
      .set((e) => ({ count: e('count', '+', 1) }))
      .where('name', '=', `client ${client}`),
    1,
  ),
];

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;

const measure = async (db: Database, clients: number, seconds: number, firstId: number) => {
  let id = firstId;
  const latencies: number[] = [];
  const begin = performance.now();
  const client = async (name: number): Promise<void> => {
    while (performance.now() - begin < seconds * 1000) {
      const asked = performance.now();
      id += 1;
      await db.write(plan(id, name));
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, name) => client(name)));
  const took = performance.now() - begin;
  latencies.sort((a, b) => a - b);
  return {
    plansPerSecond: Math.round((latencies.length / took) * 1000),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    lastId: id,
  };
};

const run = async (driver: DriverName, seconds: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'lw-db-plans-'));
  const db = await openDatabase({ file: join(folder, 'bench.sqlite'), migrations, driver });
  try {
    for (let name = 0; name < 64; name += 1) {
      await db.write([statement(q.insertInto('tally').values({ name: `client ${name}`, count: 0 }))]);
    }
    let { lastId } = await measure(db, 8, 0.5, 0);
    for (const clients of [1, 8, 64]) {
      const before = await db.counts();
      const { lastId: last, ...figures } = await measure(db, clients, seconds, lastId);
      const after = await db.counts();
      const batch = (after.plans - before.plans) / (after.commits - before.commits);
      lastId = last;
      const plansPerCommit = Math.round(batch * 10) / 10;
      console.log(JSON.stringify({ name: 'db-plans', driver, clients, ...figures, plansPerCommit }));
    }
  } finally {
    await db.close();
    rmSync(folder, { recursive: true });
  }
};

const { values } = parseArgs({ options: { size: { type: 'string', default: '3' } } });
for (const driver of ['better-sqlite3', 'libsql'] as const) {
  if (hasDriver(driver)) await run(driver, Number(values.size));
}
