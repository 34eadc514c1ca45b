import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { type Json, type JsonObject, withValue } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from './change-tasks.ts';
import { requireTask } from './task-rows.ts';

/**
 * Changes a task's data or meta; its key and labels stay. The data of a task of a source are the file's: changing
 * them here would be undone by the file's next change, so that is refused. Errors: task.not_found, task.retired,
 * request.invalid.
 */
export const updateTask = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    task: string | number;
    data?: JsonObject | undefined;
    meta?: Json | undefined;
  },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  await mutate(server.db, async () => {
    const task = await requireTask(server, project.id, args.task);
    if (task.retired === 1) throw new AppError('task.retired', { id: task.id });
    const data = args.data === undefined ? task.data : stringifyCanonical(args.data);
    if (data !== task.data && task.source_repo !== null && task.source_path !== null)
      throw new AppError('request.invalid', {
        reason: `the data of task ${task.id} come from ${task.source_repo}:/${task.source_path}; change that file`,
      });
    const before: JsonObject = task.extra === null ? {} : JSON.parse(task.extra);
    const after = args.meta === undefined ? before : withValue(before, 'meta', args.meta ?? undefined);
    const extra = Object.keys(after).length === 0 ? null : stringifyCanonical(after);
    const now = server.clock();
    const plan = changeTasks(
      {
        project: project.id,
        tasks: [task.id],
        effect: 'labels',
        authors: [{ author: '', by: actor.account, name: actor.name }],
        now,
      },
      [
        sqlStatement(
          sql`UPDATE task SET data = ${data}, data_hash = ${hashText(data)}, extra = ${extra}, updated_at = ${now}
            WHERE id = ${task.id} AND version = ${task.version} AND retired = 0`,
          1,
        ),
      ],
    );
    return { plan, value: undefined };
  });
  await afterLabelChange(server, actor, project, String(args.task));
};
