import { sql } from 'kysely';
import type { Server } from '../../server.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { AuditRow } from '../tables.ts';
import { actedTasks } from './acted-tasks.ts';
import { dropWaiting } from './waiting-rows.ts';

/** So long a bulk act can be undone. */
export const undoDays = 14;

/** Ends what is too old to be undone: deleted tasks that waited are gone for good. May be cut off and repeated. */
export const sweepUndo = async (server: Pick<Server, 'db' | 'clock'>): Promise<{ acts: number }> => {
  const before = server.clock() - undoDays * 86_400_000;
  const acts = await readSql<AuditRow>(
    server.db,
    sql`SELECT * FROM project_audit WHERE undo IS NOT NULL AND undo = 'open' AND at < ${before}`,
  );
  for (const { project, at, id } of acts) {
    for await (const page of actedTasks(server, { project, act: id, waiting: true }))
      await server.db.write(dropWaiting(project, page));
    await server.db.write([
      sqlStatement(sql`DELETE FROM undo_range WHERE act = ${id}`),
      sqlStatement(sql`DELETE FROM settled_task WHERE settlement = ${id}`),
      sqlStatement(sql`UPDATE project_audit SET undo = 'ended' WHERE project = ${project} AND at = ${at}
        AND id = ${id}`),
    ]);
  }
  return { acts: acts.length };
};
