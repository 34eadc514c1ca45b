import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sqlite } from './open-sqlite.ts';

/**
 * Writes a consistent copy of the database into a file (mode 0600) while others write on. The copy appears under
 * its name only when it is whole and synced: SQLite itself does not sync what VACUUM INTO writes.
 */
export const backupSqlite = (reader: Sqlite, file: string): void => {
  const partial = `${file}.partial`;
  if (existsSync(partial)) rmSync(partial);
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    reader.exec('PRAGMA query_only = OFF');
    try {
      reader.run({ sql: 'VACUUM INTO ?', parameters: [partial] });
    } finally {
      reader.exec('PRAGMA query_only = ON');
    }
    sync(partial);
    renameSync(partial, file);
    sync(dirname(file));
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

const sync = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
