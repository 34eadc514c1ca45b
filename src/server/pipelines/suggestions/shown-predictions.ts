import { sql } from 'kysely';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from '../../projects/tasks/change-tasks.ts';
import type { Server } from '../../server.ts';

/** Predictions that a model of this project's suggestions made; those that were imported are others. */
export const ours = (project: number) =>
  sql`model_version IN (SELECT model_version FROM suggestion_model WHERE project = ${project})`;

/** Somebody has the task open and sees a suggestion: it stays, so that what they answer is to what they saw. */
export const isInSight = (server: Server, project: number) =>
  sql`EXISTS (SELECT 1 FROM task_lease JOIN prediction ON prediction.task = task_lease.task
    WHERE task_lease.task = task.id AND task_lease.until > ${server.clock()} AND ${ours(project)})`;

const batch = 200;

/** Takes suggestions from open tasks: all, or those that `keep` names no more. What was answered keeps what it had. */
export const dropSuggestions = async (
  server: Server,
  project: number,
  keep?: { readonly modelVersion: string; readonly threshold: number },
): Promise<void> => {
  const dropped = keep
    ? sql`(prediction.model_version <> ${keep.modelVersion} OR prediction.score < ${keep.threshold})`
    : sql`1 = 1`;
  const visible = keep ? sql`AND NOT ${isInSight(server, project)}` : sql``;
  for (;;) {
    const tasks = await readSql<{ task: number }>(
      server.db,
      sql`SELECT DISTINCT prediction.task FROM prediction JOIN task ON task.id = prediction.task
        WHERE prediction.project = ${project} AND task.state = 'open' AND ${dropped} AND ${ours(project)}
          ${visible} LIMIT ${batch}`,
    );
    if (tasks.length === 0) return;
    const ids = tasks.map(({ task }) => task);
    await server.db.write(
      changeTasks({ project, tasks: ids, effect: 'none', now: server.clock() }, [
        sqlStatement(sql`DELETE FROM prediction WHERE task IN (${sql.join(ids)}) AND ${dropped}
          AND ${ours(project)}`),
      ]),
    );
  }
};
