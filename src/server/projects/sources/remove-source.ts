import { sql } from 'kysely';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { requireSource } from './add-source.ts';

/** Stops taking tasks from there; the tasks stay. */
export const removeSource = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; source: string | number },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const source = await requireSource(server, project.id, args.source);
  await server.db.write([
    sqlStatement(sql`UPDATE task SET source = NULL WHERE source = ${source.id}`),
    sqlStatement(sql`DELETE FROM project_source WHERE id = ${source.id}`),
  ]);
};
