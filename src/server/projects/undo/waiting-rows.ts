import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

/*
 * `+project` keeps SQLite from walking all of the project's rows by an index that begins with it: what belongs to
 * these tasks is found by the task.
 */

/** What belongs to a task by its number. */
const tables = [
  'annotation',
  'annotation_class',
  'prediction',
  'draft',
  'task_comment',
  'task_media',
  'label_change',
] as const;

/** Retired tasks go with all their rows where nobody asks for them. Within `changeTasks`, which keeps the counters. */
export const setAside = (project: number, tasks: readonly number[]): readonly Statement[] =>
  tasks.length === 0
    ? []
    : [
        ...moveRows(tasks, project, -project),
        // a new version: who has read them notices
        sqlStatement(sql`UPDATE task SET project = ${-project},
          version = (SELECT seq FROM project WHERE project.id = ${project})
          WHERE project = ${project} AND id IN (${sql.join(tasks)})`),
      ];

/** They are back, as retired tasks. */
export const takeBack = (project: number, tasks: readonly number[]): readonly Statement[] => [
  ...moveRows(tasks, -project, project),
  sqlStatement(
    sql`UPDATE task SET project = ${project} WHERE project = ${-project} AND id IN (${sql.join(tasks)})`,
  ),
];

/** They are gone for good. */
export const dropWaiting = (project: number, tasks: readonly number[]): readonly Statement[] =>
  [...tables, 'task' as const].map((table) =>
    sqlStatement(sql`DELETE FROM ${sql.table(table)} WHERE +project = ${-project}
      AND ${sql.ref(table === 'task' ? 'id' : 'task')} IN (${sql.join(tasks)})`),
  );

const moveRows = (tasks: readonly number[], from: number, to: number): readonly Statement[] =>
  tables.map((table) =>
    sqlStatement(
      sql`UPDATE ${sql.table(table)} SET project = ${to} WHERE +project = ${from} AND task IN (${sql.join(tasks)})`,
    ),
  );
