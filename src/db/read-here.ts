import { type Query, type SqlValue, statement } from './database.ts';
import type { Sqlite } from './open-sqlite.ts';
import { failed, unwrap } from './outcome.ts';

/** Queries on a connection of the calling thread; errors are those of a reader thread. */
export type HereReader = {
  read<Row>(query: Query<Row>): Row[];
  /** A look-up; the rows of the same one may be those of the last time, when nobody committed since. */
  lookup<Row>(query: Query<Row>): readonly Readonly<Row>[];
  /** Another thread answered: what it knew must be seen from now on. Also before the connection is closed. */
  look(): void;
};

type Rows = readonly Readonly<Record<string, SqlValue>>[];

const mostKept = 4_000;
const dataVersion = { sql: 'PRAGMA data_version', parameters: [] };
const begin = { sql: 'BEGIN', parameters: [] };
const commit = { sql: 'COMMIT', parameters: [] };

/**
 * The look-ups of one turn of the event loop see one state: the first begins a transaction, and the turn's end, or an
 * answer of another thread, ends it. So a request sees whatever was committed before it came, and the file is
 * locked once a turn. Answers are kept from state to state until anybody, this process or another, has committed:
 * SQLite counts that in `data_version` (decision 0004).
 */
export const readHere = (connection: Sqlite): HereReader => {
  // by SQL, then by parameters
  const kept = new Map<string, Map<string, Rows>>();
  let size = 0;
  let version: SqlValue | undefined;
  let begun = false;
  let looked = false;

  const look = (): void => {
    // the connection may be closed by now
    if (!begun) return;
    begun = false;
    looked = false;
    // an I/O error ends a transaction by itself
    if (connection.inTransaction()) connection.run(commit);
  };
  const refresh = (): void => {
    look();
    connection.run(begin);
    begun = true;
    setImmediate(look);
    // its first query: what it says is of the state that the others see
    const now = connection.run(dataVersion).rows[0]?.['data_version'];
    if (now !== version || size >= mostKept) {
      kept.clear();
      size = 0;
    }
    version = now;
    looked = true;
  };
  const read = <Row>(query: Query<Row>): Row[] => {
    try {
      return connection.run(statement(query)).rows as Row[];
    } catch (error) {
      return unwrap(failed(error));
    }
  };

  return {
    read,
    look,
    lookup<Row>(query: Query<Row>) {
      const compiled = 'compile' in query ? query.compile() : query;
      if (!looked) refresh();
      const key = keyOf(compiled.parameters);
      if (key === undefined) return read(compiled);
      let answers = kept.get(compiled.sql);
      if (answers === undefined) kept.set(compiled.sql, (answers = new Map()));
      const known = answers.get(key);
      if (known !== undefined) return known as readonly Readonly<Row>[];
      const rows = read(compiled);
      if (isSmall(rows as Rows)) {
        answers.set(key, rows as Rows);
        size += 1;
      }
      return rows;
    },
  };
};

/** Undefined when the parameters are not text and numbers alone. */
const keyOf = (parameters: readonly unknown[]): string | undefined => {
  let key = '';
  for (const value of parameters) {
    if (typeof value === 'string') key += `${value.length} ${value}`;
    else if (typeof value === 'number') key += `#${value} `;
    else return undefined;
  }
  return key;
};

/** What is kept is small: a few rows without bytes and without long text. */
const isSmall = (rows: Rows): boolean => {
  if (rows.length > 10) return false;
  for (const row of rows)
    for (const name in row) {
      const value = row[name];
      if (typeof value === 'string' ? value.length > 4096 : value instanceof Uint8Array) return false;
    }
  return true;
};
