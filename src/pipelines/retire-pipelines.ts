import { sql } from 'kysely';
import type { Statement } from '../db/database.ts';
import { cancelRuns } from './runs/cancel-run.ts';
import { sqlStatement } from '../db/run-sql.ts';

/** Ends the pipelines of a subject that goes, for the plan that takes it away; what they ran stays on record. */
export const retirePipelines = (subject: string, now: number): readonly Statement[] => {
  const pipelines = sql`SELECT id FROM pipeline WHERE subject = ${subject}`;
  return [
    ...cancelRuns(sql`SELECT id FROM pipeline_run WHERE pipeline IN (${pipelines})`, now),
    ...(['pipeline_input', 'pipeline_pending', 'pipeline_pending_commit'] as const).map((table) =>
      sqlStatement(sql`DELETE FROM ${sql.table(table)} WHERE pipeline IN (${pipelines})`),
    ),
    sqlStatement(sql`UPDATE pipeline SET active = 0, updated_at = ${now} WHERE subject = ${subject}`),
  ];
};
