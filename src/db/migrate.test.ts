import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { openSqlite, type Sqlite } from './open-sqlite.ts';

const first: Migration = { name: '0001-a', statements: ['CREATE TABLE a (x {{blob}})'] };
const second: Migration = {
  name: '0002-b',
  statements: ['CREATE TABLE b (y text)', "INSERT INTO b VALUES ('1')"],
};
const third: Migration = { name: '0003-c', statements: ['ALTER TABLE b ADD COLUMN z text'] };

describe('migrate', () => {
  let folder = '';
  let sqlite: Sqlite;
  const run = (migrations: readonly Migration[], program = '0.1.0') =>
    migrate(sqlite, { migrations, program, now: () => 1234 });
  const all = (sql: string) => sqlite.run({ sql, parameters: [] }).rows;
  const tables = () =>
    all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map((r) => r['name']);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lw-migrate-'));
    sqlite = openSqlite({ file: join(folder, 'x.sqlite'), role: 'writer' });
  });
  afterEach(() => {
    sqlite.close();
    rmSync(folder, { recursive: true });
  });

  test('applies by name what is missing, whatever the order of the list, and records it', () => {
    expect(run([third, first, second])).toEqual(['0001-a', '0002-b', '0003-c']);
    expect(run([third, first, second], '0.2.0')).toEqual([]);
    expect(all("SELECT * FROM migration WHERE name > '0002' ORDER BY name")).toEqual([
      { name: '0002-b', applied_at: 1234, program: '0.1.0' },
      { name: '0003-c', applied_at: 1234, program: '0.1.0' },
    ]);
    expect(all("SELECT lower(type) AS type FROM pragma_table_info('a')")).toEqual([{ type: 'blob' }]);
  });

  test('one that a layer adds later with a lower name is applied too', () => {
    run([second]);
    expect(run([first, second])).toEqual(['0001-a']);
  });

  test('a migration that fails leaves nothing of itself, and the ones before it stand', () => {
    const broken = { name: '0002-b', statements: ['CREATE TABLE b (y text)', 'CREATE TABLE b (y text)'] };
    expect(() => run([first, broken, third])).toThrow(/migration 0002-b failed/);
    expect(tables()).toEqual(['a', 'migration']);
    expect(run([first, second, third])).toEqual(['0002-b', '0003-c']);
  });

  test('a database that knows more is refused by name, and nothing is applied', () => {
    run([first, third].map((m) => ({ ...m, statements: [] })));
    let error: unknown;
    try {
      run([first, second]);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'data.newer', data: { found: '0003-c', known: '0002-b' } });
    expect(tables()).toEqual(['migration']);
  });

  test('two layers may not use one name', () => {
    expect(() => run([first, { ...first }])).toThrow(/two migrations are named 0001-a/);
  });
});
