import { sql } from 'kysely';
import type { EngineContext } from '../engine-context.ts';
import { sqlStatement } from '../run-sql.ts';

/** Asks a run to stop. One that nobody works on ends here; one under way ends at its next beat, wherever it runs. */
export const cancelRun = async ({ versions }: EngineContext, run: string): Promise<void> => {
  const now = versions.clock();
  await versions.db.write([
    sqlStatement(sql`UPDATE pipeline_run SET cancel = 1 WHERE id = ${run} AND ended_at IS NULL`),
    sqlStatement(sql`UPDATE pipeline_run SET state = 'cancelled', reason = 'Cancelled.', ended_at = ${now}
      WHERE id = ${run} AND ended_at IS NULL
        AND EXISTS (SELECT 1 FROM queue_item WHERE subject = ${run} AND state = 'ready')`),
    sqlStatement(sql`UPDATE queue_item SET state = 'cancelled', updated_at = ${now}
      WHERE subject = ${run} AND state = 'ready'`),
  ]);
};
