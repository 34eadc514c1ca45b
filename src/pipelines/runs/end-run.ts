import { sql } from 'kysely';
import type { Statement } from '../../db/database.ts';
import { endItem } from '../queue/queue.ts';
import { sqlStatement } from '../../db/run-sql.ts';
import type { RunState } from '../tables.ts';

export type RunEnd = { readonly state: RunState; readonly reason: string | null };

/** Ends a run and its place in the queue. */
export const endRun = (
  run: string,
  item: string,
  { state, reason }: RunEnd,
  now: number,
): readonly Statement[] => [
  sqlStatement(sql`UPDATE pipeline_run SET state = ${state}, reason = ${reason}, doing = NULL, ended_at = ${now},
    progress = CASE WHEN ${state} = 'done' THEN 1 ELSE progress END WHERE id = ${run}`),
  endItem(item, state === 'failed' ? 'dead' : state === 'cancelled' ? 'cancelled' : 'done', reason, now),
];
