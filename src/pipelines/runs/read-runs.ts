import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { readSql } from '../../db/run-sql.ts';
import type { LogRow, RunRow, StepRow } from '../tables.ts';

/** A page of a pipeline's runs, newest first. `before` is the last of the page before. */
export const listRuns = (
  db: Database,
  args: {
    pipeline: string;
    limit: number;
    before?: { readonly created_at: number; readonly id: string } | undefined;
  },
): Promise<RunRow[]> =>
  readSql<RunRow>(
    db,
    sql`SELECT * FROM pipeline_run WHERE pipeline = ${args.pipeline} ${
      args.before === undefined
        ? sql``
        : sql`AND (created_at, id) < (${args.before.created_at}, ${args.before.id})`
    } ORDER BY created_at DESC, id DESC LIMIT ${args.limit}`,
  );

export const findRun = async (db: Database, id: string): Promise<RunRow | undefined> =>
  (await readSql<RunRow>(db, sql`SELECT * FROM pipeline_run WHERE id = ${id}`))[0];

export const stepsOfRun = (db: Database, run: string): Promise<StepRow[]> =>
  readSql<StepRow>(db, sql`SELECT * FROM pipeline_step WHERE run = ${run} ORDER BY position`);

/** The last lines, in order. */
export const logOfRun = async (db: Database, run: string, limit = 500): Promise<LogRow[]> =>
  (
    await readSql<LogRow>(
      db,
      sql`SELECT * FROM pipeline_log WHERE run = ${run} ORDER BY seq DESC LIMIT ${limit}`,
    )
  ).reverse();
