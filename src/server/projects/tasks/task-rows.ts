import { sql } from 'kysely';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { numberOf } from '../require-project.ts';
import { lookupOne } from '../../../db/run-sql.ts';
import type { AnnotationRow, TaskRow } from '../tables.ts';

/** A task of the project; task.not_found when it is none or another project's. */
export const requireTask = async (server: Server, project: number, id: string | number): Promise<TaskRow> => {
  const number = numberOf(id);
  const row =
    number === undefined
      ? undefined
      : await lookupOne<TaskRow>(
          server.db,
          sql`SELECT * FROM task WHERE id = ${number} AND project = ${project}`,
        );
  if (row === undefined) throw new AppError('task.not_found', { id });
  return row;
};

/** An annotation of the project, or annotation.not_found. */
export const requireAnnotation = async (
  server: Server,
  project: number,
  id: string | number,
): Promise<AnnotationRow> => {
  const number = numberOf(id);
  const row =
    number === undefined
      ? undefined
      : await lookupOne<AnnotationRow>(
          server.db,
          sql`SELECT * FROM annotation WHERE id = ${number} AND project = ${project}`,
        );
  if (row === undefined) throw new AppError('annotation.not_found', { id });
  return row;
};
