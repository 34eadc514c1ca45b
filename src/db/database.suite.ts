import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors/app-error.ts';
import { GuardMissed, type Plan, statement } from './database.ts';
import type { DriverName } from './load-driver.ts';
import { dbMigrations } from './migrations.ts';
import { mutate } from './mutate.ts';
import { openDatabase } from './open-database.ts';
import type { OpenedDatabase } from './opened-database.ts';
import { openSqlite } from './open-sqlite.ts';
import { DatabaseError } from './outcome.ts';
import { queryBuilder } from './query-builder.ts';
import { createIds } from './reserve-ids.ts';

type Tables = {
  thing: { id: number; name: string; bytes: Uint8Array | null; amount: number };
  part: { id: number; thing: number };
  late: { id: number; thing: number };
};
const q = queryBuilder<Tables>();

const migrations = [
  ...dbMigrations,
  {
    name: '0001-suite',
    statements: [
      'CREATE TABLE thing (id integer PRIMARY KEY, name text NOT NULL UNIQUE, bytes {{blob}}, amount integer NOT NULL)',
      'CREATE TABLE part (id integer PRIMARY KEY, thing integer NOT NULL REFERENCES thing (id))',
      'CREATE TABLE late (id integer PRIMARY KEY, thing integer NOT NULL REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED)',
    ],
  },
];

const insert = (id: number, name = `thing ${id}`, bytes: Uint8Array | null = null) =>
  statement(q.insertInto('thing').values({ id, name, bytes, amount: 0 }));
const touch = (id: number, expected: number) =>
  statement(
    q
      .updateTable('thing')
      .set((e) => ({ amount: e('amount', '+', 1) }))
      .where('id', '=', id),
    expected,
  );
const allIds = q.selectFrom('thing').select('id').orderBy('id');

/** What every Database must do, whatever runs it. */
export const databaseSuite = (
  title: string,
  { threads, driver }: { threads: boolean; driver: DriverName },
) => {
  describe(title, () => {
    let folder = '';
    let file = '';
    let db: OpenedDatabase;
    const open = () => openDatabase({ file, migrations, threads, driver });
    const ids = async () => (await db.read(allIds)).map(({ id }) => id);

    // opened once, for threads take a while to start from source
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'lw-db-'));
      file = join(folder, 'suite.sqlite');
      db = await open();
    });
    beforeEach(async () => {
      const tables = ['part', 'late', 'thing', 'sequence'];
      await db.write(tables.map((table) => ({ sql: `DELETE FROM ${table}`, parameters: [] })));
    });
    afterAll(async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a look-up sees what was written before it, and nothing of a plan that was rolled back', async () => {
      await db.write([insert(1)]);
      expect(await db.lookup(allIds)).toEqual([{ id: 1 }]);
      await expect(db.write([insert(2), touch(99, 1)])).rejects.toBeInstanceOf(GuardMissed);
      expect(await db.lookup(allIds)).toEqual([{ id: 1 }]);
      await expect(db.lookup(sql`SELECT * FROM nothing`.compile(q))).rejects.toBeInstanceOf(DatabaseError);
    });

    test('a look-up that was asked before sees what this process or another committed since', async () => {
      await db.write([insert(1)]);
      const named = () => db.lookup(q.selectFrom('thing').select('name').where('id', '=', 1));
      expect(await named()).toEqual(await named());
      await db.write([{ sql: "UPDATE thing SET name = 'ours'", parameters: [] }]);
      expect(await named()).toEqual([{ name: 'ours' }]);
      const other = openSqlite({ file, role: 'writer', driver });
      other.exec("UPDATE thing SET name = 'theirs'");
      other.close();
      await new Promise((resolve) => setTimeout(resolve, 1));
      expect(await named()).toEqual([{ name: 'theirs' }]);
    });

    test('reads what was written, every kind of value as it was', async () => {
      expect(db.driver).toBe(driver);
      const pooled = Buffer.from('bytes of the pool');
      await db.write([insert(1, 'naïve 😀', new Uint8Array([0, 255, 7])), insert(2, '', pooled), insert(3)]);
      const rows = await db.read(q.selectFrom('thing').selectAll().orderBy('id'));
      expect(rows).toEqual([
        { id: 1, name: 'naïve 😀', bytes: new Uint8Array([0, 255, 7]), amount: 0 },
        { id: 2, name: '', bytes: new Uint8Array(pooled), amount: 0 },
        { id: 3, name: 'thing 3', bytes: null, amount: 0 },
      ]);
      expect(Object.getPrototypeOf(rows[0]?.bytes)).toBe(Uint8Array.prototype);
    });

    test('integers stay integers in a column without a type, and fractions fractions', async () => {
      const kinds = sql<{ whole: string; part: string; text: string }>`
        select typeof(${5}) as whole, typeof(${1.5}) as part, 'a' || ${5} as text`.compile(q);
      expect(await db.read(kinds)).toEqual([{ whole: 'integer', part: 'real', text: 'a5' }]);
      const large = sql<{ n: number }>`select ${Number.MAX_SAFE_INTEGER} as n`.compile(q);
      expect(await db.read(large)).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
    });

    test('text sorts by its UTF-8 bytes', async () => {
      await db.write([insert(1, '\u{1F600}'), insert(2, '\uFFEE'), insert(3, 'b'), insert(4, 'B')]);
      const rows = await db.read(q.selectFrom('thing').select('id').orderBy('name'));
      expect(rows.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    });

    test('a statement answers its changes, or the rows that it returns', async () => {
      const results = await db.write([
        insert(1),
        insert(2),
        statement(q.updateTable('thing').set({ amount: 5 }), 2),
        statement(
          q.updateTable('thing').set({ amount: 6 }).where('id', '=', 2).returning(['id', 'amount']),
          1,
        ),
        statement(q.deleteFrom('thing').where('id', '=', 9)),
      ]);
      expect(results.map(({ changes }) => changes)).toEqual([1, 1, 2, 1, 0]);
      expect(results[3]?.rows).toEqual([{ id: 2, amount: 6 }]);
    });

    test('a guard that misses rolls its plan back and says which statement', async () => {
      await db.write([insert(1)]);
      const error = await db.write([insert(2), touch(1, 1), touch(9, 1), insert(3)]).catch((e) => e);
      expect(error).toBeInstanceOf(GuardMissed);
      expect(error.statement).toBe(2);
      expect(await db.read(q.selectFrom('thing').select(['id', 'amount']))).toEqual([{ id: 1, amount: 0 }]);
    });

    test('of 64 plans at once, those that fail are rolled back alone, in one commit', async () => {
      const before = await db.counts();
      const plans: Plan[] = Array.from({ length: 64 }, (_, index) => {
        if (index === 20) return [insert(index), touch(999, 1)];
        if (index === 40) return [insert(index), insert(1000, 'thing 3')];
        return [insert(index), touch(index, 1)];
      });
      const outcomes = await Promise.allSettled(plans.map((plan) => db.write(plan)));
      const failures = outcomes.flatMap((outcome, index) =>
        outcome.status === 'rejected' ? [[index, outcome.reason.name, outcome.reason.code]] : [],
      );
      expect(failures).toEqual([
        [20, 'GuardMissed', undefined],
        [40, 'DatabaseError', 'SQLITE_CONSTRAINT_UNIQUE'],
      ]);
      const expected = Array.from({ length: 64 }, (_, index) => index).filter((n) => n !== 20 && n !== 40);
      expect(await ids()).toEqual(expected);
      const after = await db.counts();
      expect([after.plans - before.plans, after.commits - before.commits]).toEqual([64, 1]);
    });

    test('constraints have codes that a use case can react to', async () => {
      await db.write([insert(1)]);
      const codeOf = async (plan: Plan) => {
        const error = await db.write(plan).catch((e) => e);
        expect(error).toBeInstanceOf(DatabaseError);
        return error.code;
      };
      expect(await codeOf([insert(1)])).toBe('SQLITE_CONSTRAINT_PRIMARYKEY');
      expect(await codeOf([insert(2, 'thing 1')])).toBe('SQLITE_CONSTRAINT_UNIQUE');
      expect(await codeOf([statement(q.insertInto('part').values({ id: 1, thing: 9 }))])).toBe(
        'SQLITE_CONSTRAINT_FOREIGNKEY',
      );
      expect(await codeOf([{ sql: 'nonsense', parameters: [] }])).toBe('SQLITE_ERROR');
    });

    test('a deferred constraint found at commit fails its plan, not its neighbours', async () => {
      const broken: Plan = [statement(q.insertInto('late').values({ id: 1, thing: 77 }))];
      const outcomes = await Promise.allSettled([
        db.write([insert(1)]),
        db.write(broken),
        db.write([insert(2)]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await ids()).toEqual([1, 2]);
    });

    test('values that SQLite does not have are refused before they get to it', async () => {
      for (const value of [true, undefined, {}, new Date(0)]) {
        const bad = { sql: 'select ? as x', parameters: [value as never] };
        await expect(db.write([bad])).rejects.toThrow(/cannot be a parameter/);
        await expect(db.read({ compile: () => bad } as never)).rejects.toThrow(/cannot be a parameter/);
      }
      await db.write([insert(1)]);
      expect(await ids()).toEqual([1]);
    });

    test('a read cannot write', async () => {
      const query = q.insertInto('thing').values({ id: 1, name: 'x', bytes: null, amount: 0 });
      await expect(db.read(query as never)).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
      expect(await ids()).toEqual([]);
    });

    test('whoever was answered sees the write on any reader', async () => {
      const writers = Array.from({ length: 16 }, async (_, writer) => {
        for (let round = 0; round < 10; round += 1) {
          const id = writer * 100 + round;
          await db.write([insert(id)]);
          const seen = await db.read(q.selectFrom('thing').select('id').where('id', '=', id));
          expect(seen).toEqual([{ id }]);
        }
      });
      await Promise.all(writers);
      expect(await ids()).toHaveLength(160);
    });

    test('mutate loses no update among rivals', async () => {
      await db.write([insert(1)]);
      const add = () =>
        mutate(db, async () => {
          const [row] = await db.read(q.selectFrom('thing').select('amount').where('id', '=', 1));
          const amount = row?.amount ?? 0;
          const update = q.updateTable('thing').set({ amount: amount + 1 });
          const plan = [statement(update.where('id', '=', 1).where('amount', '=', amount), 1)];
          return { plan, value: amount + 1 };
        });
      const reached = await Promise.all([add(), add(), add(), add()]);
      expect([...reached].sort()).toEqual([1, 2, 3, 4]);
    });

    test('ids are handed out once, and those who wait share a reservation', async () => {
      const make = createIds(db, { block: 10 });
      const before = await db.counts();
      const first = await Promise.all([
        ...Array.from({ length: 25 }, () => make.next('task')),
        make.next('annotation'),
      ]);
      expect(first).toEqual([...Array.from({ length: 25 }, (_, index) => index + 1), 1]);
      expect((await db.counts()).plans - before.plans).toBe(2);
      const many = await make.nextMany('task', 30);
      expect(new Set([...first.slice(0, 25), ...many]).size).toBe(55);
      // another process, or this one after a restart, begins behind what was reserved
      const later = await createIds(db, { block: 10 }).next('task');
      expect(later).toBe(Math.max(...many) + 1);
    });

    test('ids asked for one after the other take few reservations', async () => {
      const make = createIds(db, { block: 10, most: 100 });
      const before = await db.counts();
      for (let id = 1; id <= 500; id += 1) expect(await make.next('task')).toBe(id);
      // 10, 20, 40, 80, then 100 each
      expect((await db.counts()).plans - before.plans).toBe(8);
    });

    test('a backup is whole, consistent and private, while writes go on', async () => {
      await db.write([insert(1)]);
      const copy = join(folder, 'copy.sqlite');
      let running = true;
      const writing = (async () => {
        for (let id = 100; running; id += 2) await db.write([insert(id), insert(id + 1)]);
      })();
      await db.backup(copy);
      running = false;
      await writing;
      expect(statSync(copy).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
      const restored = await openDatabase({ file: copy, migrations, threads: false, driver });
      const found = await restored.read(allIds);
      await restored.close();
      expect(found[0]).toEqual({ id: 1 });
      expect((found.length - 1) % 2).toBe(0);
    });

    test('a backup that cannot be written says so and leaves the database as it was', async () => {
      await expect(db.backup(join(folder, 'nowhere', 'copy'))).rejects.toThrow();
      await db.write([insert(1)]);
      expect(await ids()).toEqual([1]);
    });

    test('close waits for what was asked before, and refuses what comes after', async () => {
      const asked = Array.from({ length: 20 }, (_, id) => db.write([insert(id)]));
      const read = db.read(allIds);
      await db.close();
      await db.close();
      expect(await Promise.all(asked)).toHaveLength(20);
      await read;
      await expect(db.write([insert(99)])).rejects.toThrow(/closed/);
      await expect(db.read(allIds)).rejects.toThrow(/closed/);
      db = await open();
      expect(await ids()).toHaveLength(20);
    });

    test('the files are private', async () => {
      await db.write([insert(1)]);
      for (const name of readdirSync(folder)) {
        expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
      }
    });

    test('a database of a newer program is refused by name and left alone', async () => {
      await db.close();
      const older = openDatabase({ file, migrations: dbMigrations, threads, driver });
      const error = await older.catch((e) => e);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({
        code: 'data.newer',
        data: { found: '0001-suite', known: '0000-sequence' },
      });
      expect(existsSync(file)).toBe(true);
      db = await open();
    });
  });
};
