import type { RawBuilder } from 'kysely';
import { compileTemplate } from './compile-template.ts';
import { type Database, type Statement, statement } from './database.ts';

/** A `sql` template as a statement of a plan. */
export const sqlStatement = (query: RawBuilder<unknown>, expect?: number): Statement =>
  statement(compileTemplate(query), expect);

/** Rows of a `sql` template, from a reader. */
export const readSql = <Row>(db: Pick<Database, 'read'>, query: RawBuilder<Row>): Promise<Row[]> =>
  db.read<Row>(compileTemplate(query));

/** The first row, or undefined. */
export const readOne = async <Row>(
  db: Pick<Database, 'read'>,
  query: RawBuilder<Row>,
): Promise<Row | undefined> => (await readSql(db, query))[0];

/** Few rows found by a whole key, on the caller's own thread; see `Database.lookup`. */
export const lookupSql = <Row>(
  db: Pick<Database, 'lookup'>,
  query: RawBuilder<Row>,
): Promise<readonly Readonly<Row>[]> => db.lookup<Row>(compileTemplate(query));

/** The row of a key, or undefined. */
export const lookupOne = async <Row>(
  db: Pick<Database, 'lookup'>,
  query: RawBuilder<Row>,
): Promise<Readonly<Row> | undefined> => (await lookupSql(db, query))[0];
