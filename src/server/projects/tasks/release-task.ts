import { sql } from 'kysely';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { requireTask } from './task-rows.ts';

/** Gives the task back to the queue; nothing happens when the actor does not hold it. */
export const releaseTask = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; task: string | number },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const task = await requireTask(server, project.id, args.task);
  await server.db.write([
    sqlStatement(sql`DELETE FROM task_lease WHERE task = ${task.id} AND account = ${actor.account}`),
  ]);
};
