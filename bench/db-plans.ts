/**
 * Plans per second through the write path: three guarded statements a plan, synced to disk before each answer.
 * `npx tsx bench/db-plans.ts [--size SECONDS]` prints one JSON line for each number of clients.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, type Plan, statement } from '../src/db/database.ts';
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

type MakePlan = (id: number, client: number) => Plan;
const hash = new Uint8Array(32);

/** The same plan twice: built anew each time, as use cases do, and as fixed SQL, which leaves kysely's share out. */
const makers: Readonly<Record<'kysely' | 'fixed', MakePlan>> = {
  kysely: (id, client) => [
    statement(q.insertInto('thing').values({ id, name: `thing ${id}`, hash, changed: 0 }), 1),
    statement(q.updateTable('thing').set({ changed: id }).where('id', '=', id).where('changed', '=', 0), 1),
    statement(
      q
        .updateTable('tally')
        .set((e) => ({ count: e('count', '+', 1) }))
        .where('name', '=', `client ${client}`),
      1,
    ),
  ],
  fixed: (id, client) => [
    {
      sql: 'INSERT INTO thing (id, name, hash, changed) VALUES (?, ?, ?, 0)',
      parameters: [id, `thing ${id}`, hash],
      expect: 1,
    },
    { sql: 'UPDATE thing SET changed = ? WHERE id = ? AND changed = 0', parameters: [id, id], expect: 1 },
    { sql: 'UPDATE tally SET count = count + 1 WHERE name = ?', parameters: [`client ${client}`], expect: 1 },
  ],
};

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;

type Load = {
  readonly clients: number;
  readonly seconds: number;
  readonly firstId: number;
  readonly makePlan: MakePlan;
};

const measure = async (db: Database, { clients, seconds, firstId, makePlan }: Load) => {
  let id = firstId;
  const latencies: number[] = [];
  const begin = performance.now();
  const client = async (name: number): Promise<void> => {
    while (performance.now() - begin < seconds * 1000) {
      const asked = performance.now();
      id += 1;
      await db.write(makePlan(id, name));
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
    let { lastId } = await measure(db, { clients: 8, seconds: 0.5, firstId: 0, makePlan: makers.kysely });
    for (const built of ['kysely', 'fixed'] as const) {
      for (const clients of [1, 8, 64]) {
        const before = await db.counts();
        const load = { clients, seconds, firstId: lastId, makePlan: makers[built] };
        const { lastId: last, ...figures } = await measure(db, load);
        const after = await db.counts();
        const batch = (after.plans - before.plans) / (after.commits - before.commits);
        lastId = last;
        const plansPerCommit = Math.round(batch * 10) / 10;
        console.log(JSON.stringify({ name: 'db-plans', driver, built, clients, ...figures, plansPerCommit }));
      }
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
