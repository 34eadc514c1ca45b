import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

/** Adds what some live tasks use to the project's class counts, or takes it off. */
export const sumClasses = (project: number, tasks: readonly number[], sign: '+' | '-'): Statement =>
  sqlStatement(sql`INSERT INTO class_count (project, control, name, count)
    SELECT ${project}, control, annotation_class.name, ${sql.raw(sign)}sum(count)
    FROM annotation_class JOIN task ON task.id = annotation_class.task
    WHERE annotation_class.task IN (${sql.join(tasks)}) AND task.project = ${project} AND task.retired = 0
    GROUP BY control, annotation_class.name
    ON CONFLICT (project, control, name) DO UPDATE SET count = class_count.count + excluded.count`);

/** Of annotations that are gone. */
export const dropStrayClasses = (tasks: readonly number[]): Statement =>
  sqlStatement(sql`DELETE FROM annotation_class WHERE task IN (${sql.join(tasks)})
    AND NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.id = annotation_class.annotation)`);
