import { sql } from 'kysely';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { numberOf, requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { readSql, sqlStatement } from '../run-sql.ts';
import { changeTasks } from './change-tasks.ts';

/**
 * Deletes tasks. Those with committed labels are retired, so that the next commit takes their files out and
 * history keeps them; of the others nothing stays.
 */
export const removeTasks = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; ids: readonly (string | number)[] },
): Promise<{ deleted: number }> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const wanted = args.ids.map(numberOf).filter((id): id is number => id !== undefined);
  let deleted = 0;
  for (let at = 0; at < wanted.length; at += 400) {
    const rows = await readSql<{ id: number }>(
      server.db,
      sql`SELECT id FROM task WHERE project = ${project.id} AND retired = 0
        AND id IN (${sql.join(wanted.slice(at, at + 400))})`,
    );
    const tasks = rows.map(({ id }) => id);
    if (tasks.length === 0) continue;
    const ids = sql.join(tasks);
    const gone = sql`SELECT id FROM task WHERE id IN (${ids}) AND in_base = 0`;
    await server.db.write(
      changeTasks(
        {
          project: project.id,
          tasks,
          effect: 'labels',
          authors: [{ author: '', by: actor.account, name: actor.name }],
          now: server.clock(),
        },
        [
          sqlStatement(sql`UPDATE task SET retired = 1, revived = 0 WHERE id IN (${ids})`),
          sqlStatement(sql`DELETE FROM task_lease WHERE task IN (${ids})`),
          ...['annotation', 'draft', 'prediction', 'task_media', 'task_comment'].map((table) =>
            sqlStatement(sql`DELETE FROM ${sql.table(table)} WHERE task IN (${gone})`),
          ),
          sqlStatement(sql`DELETE FROM task WHERE id IN (${ids}) AND in_base = 0`),
          auditAct(server, actor, project.id, {
            kind: 'tasks.deleted',
            detail: { tasks: tasks.length, ids: tasks },
          }),
        ],
      ),
    );
    deleted += tasks.length;
  }
  if (deleted > 0) await afterLabelChange(server, actor, project, null);
  return { deleted };
};
