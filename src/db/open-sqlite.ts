import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { bind, plain } from './bind.ts';
import type { Statement, StatementResult } from './database.ts';
import { type DriverName, type DriverStatement, loadDriver } from './load-driver.ts';

/** One connection to a SQLite file, the same over both drivers. Calls block the thread they are made on. */
export type Sqlite = {
  readonly driver: DriverName;
  run(statement: Statement): StatementResult;
  /** Runs SQL that has no parameters and returns nothing. */
  exec(sql: string): void;
  inTransaction(): boolean;
  close(): void;
};

export type OpenSqlite = {
  readonly file: string;
  readonly role: 'writer' | 'reader';
  /** Default: better-sqlite3 where it is installed, else libsql. */
  readonly driver?: DriverName;
};

const maxPrepared = 300;

/** Opens a SQLite file (made with mode 0600 by a writer) with the pragmas that the write path counts on. */
export const openSqlite = ({ file, role, driver: name }: OpenSqlite): Sqlite => {
  if (role === 'writer') makeOwnFile(file);
  const driver = loadDriver(name);
  const connection = driver.open(file, { timeout: 10_000 });
  for (const pragma of pragmas[role]) connection.exec(`PRAGMA ${pragma}`);

  // two generations: what was not used since the last change of them is forgotten, and a hit moves nothing
  let recent = new Map<string, DriverStatement>();
  let older = new Map<string, DriverStatement>();
  const prepare = (sql: string): DriverStatement => {
    const known = recent.get(sql);
    if (known) return known;
    const found = older.get(sql) ?? connection.prepare(sql);
    if (recent.size >= maxPrepared / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(sql, found);
    return found;
  };

  return {
    driver: driver.name,
    run({ sql, parameters }) {
      const query = prepare(sql);
      const values = parameters.map(bind);
      if (!query.reader) return { changes: query.run(values).changes, rows: [] };
      // never `get`: libsql leaves its statement open (no savepoint then) and adds `_metadata` to the row
      const rows = query.all(values);
      return { changes: rows.length, rows: rows.map(plainRow) };
    },
    exec: (sql) => void connection.exec(sql),
    inTransaction: () => connection.inTransaction,
    close() {
      recent.clear();
      older.clear();
      // libsql closes only when its statements are collected, so the log is folded in here
      if (role === 'writer') connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all([]);
      connection.close();
    },
  };
};

/**
 * No memory map: its pages count to the process once per connection, and a bad sector would be a SIGBUS
 * instead of an error. The system's page cache serves what the connection's own cache misses.
 */
const pragmas: Record<OpenSqlite['role'], readonly string[]> = {
  writer: [
    'busy_timeout = 10000',
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'cache_size = -32768',
    'journal_size_limit = 67108864',
    // 16 MiB: folding the log in syncs twice, and copies once what many commits wrote again and again
    'wal_autocheckpoint = 4000',
    'mmap_size = 0',
  ],
  reader: ['busy_timeout = 10000', 'query_only = ON', 'cache_size = -16384', 'mmap_size = 0'],
};

/** The -wal and -shm files get the mode of the database file. */
const makeOwnFile = (file: string): void => {
  if (file === ':memory:') return;
  // opened only while it is not there: closing a second handle would drop this process's locks on the file
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
};

const plainRow = (row: Record<string, unknown>): StatementResult['rows'][number] => {
  for (const key in row) {
    const value = row[key];
    if (typeof value === 'object' && value !== null) row[key] = plain(value);
  }
  return row as StatementResult['rows'][number];
};
