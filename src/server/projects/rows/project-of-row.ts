import { sql } from 'kysely';
import type { ErrorCode } from '../../../shared/errors/error-table.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { numberOf, roleIn } from '../require-project.ts';
import { lookupOne } from '../../../db/run-sql.ts';

const tables = {
  task: 'task.not_found',
  annotation: 'annotation.not_found',
  draft: 'draft.not_found',
  prediction: 'prediction.not_found',
  project_source: 'source.not_found',
} as const satisfies Record<string, ErrorCode>;

/**
 * The project of a row that is named by its integer alone, as Label Studio's paths do. What the actor has no part
 * in is not found, like what never was.
 */
export const projectOfRow = async (
  server: Server,
  actor: Actor,
  table: keyof typeof tables,
  id: string | number,
): Promise<number> => {
  const number = numberOf(id);
  const row =
    number === undefined
      ? undefined
      : await lookupOne<{ id: number; organisation: string }>(
          server.db,
          sql`SELECT project.id, project.organisation FROM ${sql.table(table)} JOIN project
            ON project.id = ${sql.ref(`${table}.project`)} WHERE ${sql.ref(`${table}.id`)} = ${number}`,
        );
  if (row?.organisation !== actor.organisation || (await roleIn(server, actor, row.id)) === undefined)
    throw new AppError(tables[table], { id });
  return row.id;
};
