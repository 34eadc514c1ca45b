import { inlineDatabase } from './inline-database.ts';
import { type DriverName, loadDriver } from './load-driver.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import type { OpenedDatabase } from './opened-database.ts';
import { openSqlite } from './open-sqlite.ts';
import { threadedDatabase } from './threaded-database.ts';

export type OpenDatabase = {
  readonly file: string;
  /** Those of all layers; they are applied by name. */
  readonly migrations: readonly Migration[];
  /** Reader threads; 2 unless told. */
  readonly readers?: number;
  /** false: everything on the calling thread, for tests and tools. */
  readonly threads?: boolean;
  /** The program's version, for the record of migrations. */
  readonly program?: string;
  /** Default: better-sqlite3 where it is installed, else libsql. */
  readonly driver?: DriverName;
};

/**
 * Opens the database of a data folder, made and brought forward as needed. Hold the folder's lock before.
 * Throws AppError `data.newer` when a newer program wrote it.
 */
export const openDatabase = async (options: OpenDatabase): Promise<OpenedDatabase> => {
  const { file, migrations, readers = 2, threads = true, program = 'unknown' } = options;
  const { name: driver } = loadDriver(options.driver);
  const sqlite = openSqlite({ file, role: 'writer', driver });
  try {
    migrate(sqlite, { migrations, program, now: Date.now });
  } finally {
    sqlite.close();
  }
  return threads ? threadedDatabase(file, driver, readers) : inlineDatabase(file, driver);
};
