import { type RawBuilder, sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { requireProject } from '../require-project.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow, TaskRow } from '../tables.ts';
import { bulkAct } from '../undo/bulk-act.ts';
import { setAside } from '../undo/waiting-rows.ts';
import { changeTasks } from './change-tasks.ts';
import { chosenTasks, type TaskChoice } from './chosen-tasks.ts';

/**
 * Deletes tasks; `undo` names the act for who wants them back. Those with committed labels are retired, so that the
 * next commit takes their files out and history keeps them; of the others nothing is to be seen.
 */
export const removeTasks = async (
  server: Server,
  actor: Actor,
  args: TaskChoice & { id: string | number },
): Promise<{ deleted: number; undo: string | null }> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  return removeChosen(server, actor, project, chosenTasks(server, project.id, args));
};

/** The same for who was let in already. */
export const removeChosen = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  pages: AsyncIterable<readonly number[]>,
): Promise<{ deleted: number; undo: string | null }> => {
  const act = bulkAct(server, actor, project.id, { kind: 'tasks.deleted' });
  let deleted = 0;
  for await (const page of pages) {
    deleted += await mutate(server.db, async () => {
      const rows = await readSql<Pick<TaskRow, 'id' | 'in_base' | 'pending'>>(
        server.db,
        sql`SELECT id, in_base, pending FROM task WHERE project = ${project.id} AND retired = 0
          AND id IN (${sql.join(page)})`,
      );
      if (rows.length === 0) return { plan: [], value: 0 };
      const isCommitted = (row: (typeof rows)[number]) => row.in_base === 1 && row.pending === 0;
      const acted = rows.map((row) => ({ id: row.id, before: isCommitted(row) ? 'committed' : null }));
      const change = {
        project: project.id,
        tasks: rows.map(({ id }) => id),
        effect: 'labels',
        authors: [{ author: '', by: actor.account, name: actor.name }],
        now: server.clock(),
      } as const;
      const plan = changeTasks(change, [
        ...retire(rows.filter(isCommitted), sql`in_base = 1 AND pending = 0`),
        ...retire(
          rows.filter((row) => row.in_base === 1 && !isCommitted(row)),
          sql`in_base = 1 AND pending > 0`,
        ),
        ...retire(
          rows.filter((row) => row.in_base === 0),
          sql`in_base = 0`,
        ),
        sqlStatement(sql`DELETE FROM task_lease WHERE task IN (${sql.join(change.tasks)})`),
        ...setAside(
          project.id,
          rows.filter((row) => row.in_base === 0).map(({ id }) => id),
        ),
        ...act.write(acted, deleted),
      ]);
      return { plan, value: rows.length };
    });
  }
  if (deleted > 0) await afterLabelChange(server, actor, project, null);
  return { deleted, undo: deleted > 0 ? act.id : null };
};

/** Misses when they are not as they were read. */
const retire = (rows: readonly { readonly id: number }[], as: RawBuilder<unknown>): readonly Statement[] =>
  rows.length === 0
    ? []
    : [
        sqlStatement(
          sql`UPDATE task SET retired = 1, revived = 0 WHERE retired = 0 AND ${as}
            AND id IN (${sql.join(rows.map(({ id }) => id))})`,
          rows.length,
        ),
      ];
