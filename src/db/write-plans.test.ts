import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors/app-error.ts';
import type { Plan } from './database.ts';
import { hasDriver } from './load-driver.ts';
import { openSqlite, type Sqlite } from './open-sqlite.ts';
import { unwrap } from './outcome.ts';
import { createPlanWriter } from './write-plans.ts';

const insert = (id: number, size = 0): Plan => [
  { sql: 'INSERT INTO thing (id, bytes) VALUES (?, zeroblob(?))', parameters: [id, size], expect: 1 },
];

describe.each(['better-sqlite3', 'libsql'] as const)('the write path when storage fails, %s', (driver) => {
  if (!hasDriver(driver)) return void test.skip('not installed', () => {});
  let folder = '';
  let sqlite: Sqlite;
  const ids = () =>
    sqlite.run({ sql: 'SELECT id FROM thing ORDER BY id', parameters: [] }).rows.map((row) => row['id']);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lw-writer-'));
    sqlite = openSqlite({ file: join(folder, 'x.sqlite'), role: 'writer', driver });
    sqlite.exec('CREATE TABLE thing (id integer PRIMARY KEY, bytes blob)');
  });
  afterEach(() => {
    sqlite.close();
    rmSync(folder, { recursive: true });
  });

  test('a plan too large for the disk fails alone and says that it is full', () => {
    const writer = createPlanWriter(sqlite);
    // a real SQLITE_FULL: the file may not grow beyond some pages, and SQLite rolls everything back
    sqlite.run({ sql: 'PRAGMA max_page_count = 12', parameters: [] });
    const outcomes = writer.write([insert(1), insert(2, 1_000_000), insert(3)]);
    expect(outcomes.map(({ type }) => type)).toEqual(['done', 'failed', 'done']);
    const refused = () => unwrap(outcomes[1]!);
    expect(refused).toThrow(AppError);
    expect(refused).toThrow(/disk is full/);
    expect(ids()).toEqual([1, 3]);
    sqlite.run({ sql: 'PRAGMA max_page_count = 100000', parameters: [] });
    expect(writer.write([insert(4, 1_000_000)])[0]?.type).toBe('done');
  });

  test.each([
    ['SQLITE_FULL', 'AppError', 'storage.full'],
    ['SQLITE_IOERR_FSYNC', 'DatabaseError', 'SQLITE_IOERR_FSYNC'],
  ])(
    'a COMMIT that fails with %s fails every plan, is not tried again, and leaves the database usable',
    (code, name, shown) => {
      let commits = 0;
      const broken: Sqlite = {
        ...sqlite,
        exec(text) {
          if (text === 'COMMIT') {
            commits += 1;
            if (commits === 1) throw Object.assign(new Error('no'), { code });
          }
          sqlite.exec(text);
        },
      };
      const writer = createPlanWriter(broken);
      const outcomes = writer.write([insert(1), insert(2)]);
      for (const outcome of outcomes) {
        expect(() => unwrap(outcome)).toThrow(expect.objectContaining({ name, code: shown }));
      }
      expect(commits).toBe(1);
      expect(ids()).toEqual([]);
      expect(sqlite.inTransaction()).toBe(false);
      expect(writer.write([insert(3)])[0]?.type).toBe('done');
      expect(ids()).toEqual([3]);
    },
  );

  test('answers come only after the commit', () => {
    const seen: string[] = [];
    const recording: Sqlite = {
      ...sqlite,
      exec(text) {
        seen.push(text);
        sqlite.exec(text);
      },
    };
    createPlanWriter(recording).write([insert(1), insert(2), insert(3)]);
    expect(seen).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
    const [{ synchronous }] = sqlite.run({ sql: 'PRAGMA synchronous', parameters: [] }).rows as [
      { synchronous: number },
    ];
    expect(synchronous).toBe(2);
  });
});
