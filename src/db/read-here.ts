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
const beginning = { sql: 'BEGIN', parameters: [] };
const commit = { sql: 'COMMIT', parameters: [] };

/**
 * Keeps the answers of look-ups until anybody, this process or another, has committed to the file: SQLite counts that
 * in `data_version`. It is asked once for each turn of the event loop, and again after each answer of another thread,
 * so a request sees whatever was committed before it came (decision 0004). What is not kept is read in one
 * transaction a turn: a query outside of one locks the file for itself.
 */
export const readHere = (connection: Sqlite): HereReader => {
  // by SQL, then by parameters
  const kept = new Map<string, Map<string, Rows>>();
  let size = 0;
  let version: SqlValue | undefined;
  let isFresh = false;
  let begun = false;

  const look = (): void => {
    isFresh = false;
    // the connection may be closed by now
    if (!begun) return;
    begun = false;
    // an I/O error ends a transaction by itself
    if (connection.inTransaction()) connection.run(commit);
  };
  /** Whether what is kept holds; forgets it where it does not. */
  const refresh = (): boolean => {
    // before anything that can fail: a transaction must not outlive its turn
    if (!isFresh) setImmediate(look);
    const now = connection.run(dataVersion).rows[0]?.['data_version'];
    const holds = now === version && size < mostKept;
    if (!holds) {
      kept.clear();
      size = 0;
    }
    version = now;
    isFresh = true;
    return holds;
  };
  const begin = (): void => {
    connection.run(beginning);
    begun = true;
    // the first query of the transaction: it says which state the others see
    refresh();
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
      const key = keyOf(compiled.parameters);
      const known = key === undefined ? undefined : kept.get(compiled.sql)?.get(key);
      if (known !== undefined && (isFresh || refresh())) return known as readonly Readonly<Row>[];
      if (!begun) begin();
      const rows = read(compiled);
      if (key === undefined || !isSmall(rows as Rows)) return rows;
      let answers = kept.get(compiled.sql);
      if (answers === undefined) kept.set(compiled.sql, (answers = new Map()));
      answers.set(key, rows as Rows);
      size += 1;
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
