import type { RawBuilder } from 'kysely';
import { type Database, type Statement, statement } from '../db/database.ts';
import { queryBuilder } from '../db/query-builder.ts';

const compiler = queryBuilder<Record<never, never>>();

/** A `sql` template as a statement of a plan. */
export const sqlStatement = (query: RawBuilder<unknown>, expect?: number): Statement =>
  statement(query.compile(compiler), expect);

/** Rows of a `sql` template, from a reader. */
export const readSql = <Row>(db: Pick<Database, 'read'>, query: RawBuilder<Row>): Promise<Row[]> =>
  db.read<Row>(query.compile(compiler));

/** Few rows by an index, on the caller's own thread. */
export const lookupSql = <Row>(
  db: Pick<Database, 'lookup'>,
  query: RawBuilder<Row>,
): Promise<readonly Readonly<Row>[]> => db.lookup<Row>(query.compile(compiler));
