import { type RawBuilder, sql } from 'kysely';
import type { Statement } from '../../db/database.ts';
import type { EngineContext } from '../engine-context.ts';
import { sqlStatement } from '../../db/run-sql.ts';

/** Asks a run to stop. One that nobody works on ends here; one under way ends at its next beat, wherever it runs. */
export const cancelRun = async ({ versions }: EngineContext, run: string): Promise<void> => {
  await versions.db.write(cancelRuns(sql`SELECT ${run}`, versions.clock()));
};

/** The same as a plan, for the runs whose ids a query answers. */
export const cancelRuns = (runs: RawBuilder<unknown>, now: number): readonly Statement[] => [
  sqlStatement(sql`UPDATE pipeline_run SET cancel = 1 WHERE id IN (${runs}) AND ended_at IS NULL`),
  sqlStatement(sql`UPDATE pipeline_run SET state = 'cancelled', reason = 'Cancelled.', ended_at = ${now}
    WHERE id IN (${runs}) AND ended_at IS NULL
      AND EXISTS (SELECT 1 FROM queue_item WHERE subject = pipeline_run.id AND state = 'ready')`),
  sqlStatement(sql`UPDATE queue_item SET state = 'cancelled', updated_at = ${now}
    WHERE subject IN (${runs}) AND state = 'ready'`),
];
