import { sql } from 'kysely';
import { GuardMissed } from '../../../db/database.ts';
import type { TaskView } from '../../../shared/contract/project-tasks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { findLease, takeLease } from './lease.ts';
import { requireTask } from './task-rows.ts';
import { viewTask } from './view-task.ts';

/** One task; with `lease` an open one is taken for the actor. Errors: task.not_found, task.taken. */
export const getTask = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; task: string | number; lease?: boolean },
): Promise<TaskView> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  if (args.lease) await lease(server, actor, project.id, args.task);
  return viewTask(server, actor, project, args.task);
};

const lease = async (server: Server, actor: Actor, project: number, id: string | number): Promise<void> => {
  const task = await requireTask(server, project, id);
  if (task.state !== 'open') return;
  try {
    await server.db.write([
      sqlStatement(sql`SELECT id FROM task WHERE id = ${task.id}`, 1),
      takeLease(actor, project, task.id, server.clock()),
    ]);
  } catch (error) {
    if (!(error instanceof GuardMissed)) throw error;
    const held = await findLease(server, task.id);
    if (held === undefined || held.account === actor.account) return;
    throw new AppError('task.taken', { name: held.name, until: new Date(held.until).toISOString() });
  }
};
