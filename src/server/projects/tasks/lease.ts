import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { lookupOne, sqlStatement } from '../../../db/run-sql.ts';
import type { LeaseRow } from '../tables.ts';

/** How long a task stays with whoever opened it; each draft save begins it anew. */
export const leaseTime = 15 * 60_000;

/** Who holds a task now, or undefined. */
export const findLease = async (server: Server, task: number): Promise<LeaseRow | undefined> => {
  // the time is no part of the look-up, which could not be remembered then
  const lease = await lookupOne<LeaseRow>(server.db, sql`SELECT * FROM task_lease WHERE task = ${task}`);
  return lease !== undefined && lease.until > server.clock() ? lease : undefined;
};

/** Takes the task for the actor, guarded: misses while somebody else holds it. */
export const takeLease = (actor: Actor, project: number, task: number, now: number): Statement =>
  sqlStatement(
    sql`INSERT INTO task_lease (task, project, account, name, until)
      VALUES (${task}, ${project}, ${actor.account}, ${actor.name}, ${now + leaseTime})
      ON CONFLICT (task) DO UPDATE SET account = excluded.account, name = excluded.name, until = excluded.until
      WHERE task_lease.account = excluded.account OR task_lease.until <= ${now}`,
    1,
  );
