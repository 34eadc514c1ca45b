import { sql } from 'kysely';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readSql } from '../../../db/run-sql.ts';

export type Pending = { new: number; changed: number; retired: number };

/** What the next label commit would hold: counters, and by index the part that is the caller's own. */
export const pendingLabels = async (
  server: Server,
  actor: Actor,
  args: { id: string | number },
): Promise<Pending & { mine: Pending }> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const rows = await readSql<{ pending: number; count: number }>(
    server.db,
    sql`SELECT pending, count(*) AS count FROM task WHERE retired = 0 AND pending > 0 AND id IN (
        SELECT task FROM label_change WHERE project = ${project.id} AND author = ${actor.account})
      GROUP BY pending`,
  );
  const own = (pending: number) => Number(rows.find((row) => row.pending === pending)?.count ?? 0);
  return {
    new: project.pending_new,
    changed: project.pending_changed,
    retired: project.pending_retired,
    mine: { new: own(1), changed: own(2), retired: own(3) },
  };
};
