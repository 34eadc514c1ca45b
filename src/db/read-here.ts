import { type Query, statement } from './database.ts';
import type { Sqlite } from './open-sqlite.ts';
import { failed, unwrap } from './outcome.ts';

/** Runs a query on the calling thread's own connection; errors are those of a reader thread. */
export const readHere = <Row>(connection: Sqlite, query: Query<Row>): Row[] => {
  try {
    return connection.run(statement(query)).rows as Row[];
  } catch (error) {
    return unwrap(failed(error));
  }
};
