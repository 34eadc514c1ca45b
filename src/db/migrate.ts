import { AppError } from '../shared/errors/app-error.ts';
import type { Migration } from './migration.ts';
import type { Sqlite } from './open-sqlite.ts';

export type Migrate = {
  readonly migrations: readonly Migration[];
  /** The version of the program, kept with each migration that it applied. */
  readonly program: string;
  readonly now: () => number;
};

/**
 * Brings a database forward: applies what it has not yet, by name, each migration in one transaction. Returns the
 * names applied. Throws AppError `data.newer`, and changes nothing, when it holds a migration unknown here.
 */
export const migrate = (sqlite: Sqlite, { migrations, program, now }: Migrate): readonly string[] => {
  const known = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, { name }] of known.entries()) {
    if (name === known[index + 1]?.name) throw new Error(`two migrations are named ${name}`);
  }
  const applied = appliedNames(sqlite);
  const names = new Set(known.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new AppError('data.newer', { found: unknown.join(', '), known: known.at(-1)?.name ?? 'none' });
  }
  const missing = known.filter(({ name }) => !applied.has(name));
  for (const migration of missing) apply(sqlite, migration, program, now());
  return missing.map(({ name }) => name);
};

const appliedNames = (sqlite: Sqlite): ReadonlySet<string> => {
  const { rows: tables } = sqlite.run({
    sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
    parameters: [],
  });
  if (tables.length === 0) return new Set();
  const { rows } = sqlite.run({ sql: 'SELECT name FROM migration ORDER BY name', parameters: [] });
  return new Set(rows.map((row) => String(row['name'])));
};

const apply = (sqlite: Sqlite, { name, statements }: Migration, program: string, time: number): void => {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    sqlite.exec(
      'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at integer NOT NULL, program text NOT NULL)',
    );
    for (const sql of statements) sqlite.exec(sql.replaceAll('{{blob}}', 'blob'));
    sqlite.run({
      sql: 'INSERT INTO migration (name, applied_at, program) VALUES (?, ?, ?)',
      parameters: [name, time, program],
    });
    sqlite.exec('COMMIT');
  } catch (error) {
    if (sqlite.inTransaction()) sqlite.exec('ROLLBACK');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
};
