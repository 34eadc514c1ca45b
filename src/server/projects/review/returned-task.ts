import { sql } from 'kysely';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { lookupSql, readOne } from '../../../db/run-sql.ts';

/**
 * The first task whose annotation by the actor was rejected and that nobody else holds, by the time of the review;
 * after `after`, if that is one of them: who passes one over gets the next, and then the open tasks.
 */
export const returnedTask = async (
  server: Server,
  actor: Actor,
  args: { project: number; after: number | undefined; now: number },
): Promise<number | undefined> => {
  const returned = await lookupSql<{ id: number; until: number | null }>(
    server.db,
    sql`SELECT task.id, task_lease.until FROM annotation JOIN task ON task.id = annotation.task
      LEFT JOIN task_lease ON task_lease.task = task.id AND task_lease.account <> ${actor.account}
      WHERE annotation.project = ${args.project} AND annotation.author = ${actor.account}
        AND annotation.review = 'rejected' AND task.retired = 0
      ORDER BY annotation.review_at, task.id LIMIT 1000`,
  );
  const rows = returned.filter(({ until }) => until === null || until <= args.now);
  const passed = rows.findIndex(({ id }) => id === args.after);
  return rows[passed + 1]?.id;
};

/** How many of the actor's annotations wait for them to be done again. */
export const countReturned = async (server: Server, actor: Actor, project: number): Promise<number> => {
  const row = await readOne<{ count: number }>(
    server.db,
    sql`SELECT count(*) AS count FROM annotation JOIN task ON task.id = annotation.task
      WHERE annotation.project = ${project} AND annotation.author = ${actor.account}
        AND annotation.review = 'rejected' AND task.retired = 0`,
  );
  return Number(row?.count ?? 0);
};
