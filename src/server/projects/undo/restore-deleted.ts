import { type RawBuilder, sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import type { Undoer } from './undoer.ts';
import { takeBack } from './waiting-rows.ts';

/**
 * Deleted tasks are there again, with their labels, drafts, predictions and comments. A task whose file a commit
 * took away in the meantime is in the next commit; one whose data came in again stays retired, since a key has one
 * live task.
 */
export const restoreDeleted: Undoer = async (server, actor, { project, act, pages }) => {
  let tasks = 0;
  let retired = 0;
  for await (const page of pages) {
    const done = await mutate(server.db, async () => {
      const found = await readSql<{ id: number; taken: number; clean: number }>(
        server.db,
        sql`SELECT id, CASE WHEN ${isTaken} THEN 1 ELSE 0 END AS taken,
          CASE WHEN ${isUntouched(act.id)} AND NOT ${isTaken} THEN 1 ELSE 0 END AS clean
          FROM task WHERE ${deleted(project.id, page)}`,
      );
      const ids = found.map(({ id }) => id);
      if (ids.length === 0) return { plan: [], value: { tasks: 0, retired: 0 } };
      const clean = found.filter((task) => task.clean === 1).map(({ id }) => id);
      const changed = found.filter((task) => task.clean === 0).map(({ id }) => id);
      const authors = [{ author: '', by: actor.account, name: actor.name }];
      const change = { project: project.id, authors, now: server.clock() };
      const all = sql.join(ids);
      let plan = [
        sqlStatement(sql`SELECT id FROM task WHERE ${deleted(project.id, ids)}`, ids.length),
        ...(clean.length === 0
          ? []
          : [
              sqlStatement(
                sql`SELECT id FROM task WHERE id IN (${sql.join(clean)}) AND ${isUntouched(act.id)} AND NOT ${isTaken}`,
                clean.length,
              ),
            ]),
        ...takeBack(project.id, ids),
        sqlStatement(sql`UPDATE task SET retired = 0 WHERE id IN (${all}) AND NOT ${isTaken}`),
        sqlStatement(sql`UPDATE annotation SET committed = 0 WHERE committed = 1
          AND task IN (SELECT id FROM task WHERE id IN (${all}) AND in_base = 0)`),
      ];
      // one inside the other: all sums are taken off before any row changes
      if (changed.length > 0) plan = [...changeTasks({ ...change, tasks: changed, effect: 'labels' }, plan)];
      if (clean.length > 0) plan = [...changeTasks({ ...change, tasks: clean, effect: 'clean' }, plan)];
      const taken = found.filter((task) => task.taken === 1).length;
      return { plan, value: { tasks: ids.length, retired: taken } };
    });
    tasks += done.tasks;
    retired += done.retired;
  }
  if (tasks > 0) await afterLabelChange(server, actor, project, null);
  return { tasks, retired };
};

const deleted = (project: number, tasks: readonly number[]): RawBuilder<unknown> =>
  sql`id IN (${sql.join(tasks)}) AND retired = 1 AND project IN (${project}, ${-project})`;

const isTaken = sql`EXISTS (SELECT 1 FROM task AS other WHERE other.project = abs(task.project)
  AND other.key = task.key AND other.retired = 0)`;

/** It was as the base commit has it, and nothing happened to it or to the commit's file since. */
const isUntouched = (act: string): RawBuilder<unknown> => sql`(in_base = 1 AND pending = 3
  AND EXISTS (SELECT 1 FROM undo_range WHERE act = ${act} AND first <= task.id AND last >= task.id
    AND before = 'committed' AND seq = task.version))`;
