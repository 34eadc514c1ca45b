import type { RawBuilder } from 'kysely';
import { type Database, type Statement, statement } from '../../db/database.ts';
import { projectsDb } from './tables.ts';

/** A `sql` template as a statement of a plan. */
export const sqlStatement = (query: RawBuilder<unknown>, expect?: number): Statement =>
  statement(query.compile(projectsDb), expect);

/** Rows of a `sql` template. */
export const readSql = <Row>(db: Database, query: RawBuilder<Row>): Promise<Row[]> =>
  db.read<Row>(query.compile(projectsDb));

/** The first row, or undefined. */
export const readOne = async <Row>(db: Database, query: RawBuilder<Row>): Promise<Row | undefined> =>
  (await readSql(db, query))[0];
