import type { RawBuilder } from 'kysely';
import { compileTemplate } from '../db/compile-template.ts';
import { type Database, type Statement, statement } from '../db/database.ts';

/** A `sql` template as a statement of a plan. */
export const sqlStatement = (query: RawBuilder<unknown>, expect?: number): Statement =>
  statement(compileTemplate(query), expect);

/** Rows of a `sql` template, from a reader. */
export const readSql = <Row>(db: Pick<Database, 'read'>, query: RawBuilder<Row>): Promise<Row[]> =>
  db.read<Row>(compileTemplate(query));

/** Few rows by an index, on the caller's own thread. */
export const lookupSql = <Row>(
  db: Pick<Database, 'lookup'>,
  query: RawBuilder<Row>,
): Promise<readonly Readonly<Row>[]> => db.lookup<Row>(compileTemplate(query));
