import { type RawBuilder, sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import type { TaskView } from '../../../shared/contract/project-tasks.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { numberOf, rereadProject, requireProject } from '../require-project.ts';
import { countReturned, returnedTask } from '../review/returned-task.ts';
import { lookupSql, sqlStatement } from '../../../db/run-sql.ts';
import { takeLease } from './lease.ts';
import { viewTask } from './view-task.ts';

/** Tasks that this process is about to lease, and to whom; spares two who ask at once the same try. */
type HandingOut = Map<number, Actor['account']>;
const handingOut = new WeakMap<object, HandingOut>();

/**
 * The next task for the actor, leased to them: their rejected work, the open one they hold already, one assigned to
 * them, else the first open one of nobody's by id (after `after`, then from the start) that nobody holds. Cost: the leases in force, not the tasks.
 */
export const nextTask = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; after?: string | number | null; keep?: boolean },
): Promise<{ task: TaskView | null; open: number; returned: number }> => {
  const id = await nextTaskId(server, actor, args);
  const project = await requireProject(server, actor, args.id, 'annotator');
  const task = id === null ? null : await viewTask(server, actor, project, id);
  const { tasks, labeled, skipped } = await rereadProject(server, project.id);
  const returned = await countReturned(server, actor, project.id);
  return { task, open: tasks - labeled - skipped, returned };
};

/** As `nextTask`, the id alone, or null when none is left. */
export const nextTaskId = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; after?: string | number | null; keep?: boolean },
): Promise<number | null> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const after = args.after === null || args.after === undefined ? undefined : numberOf(args.after);
  const busy = handingOut.get(server.db) ?? (new Map() as HandingOut);
  handingOut.set(server.db, busy);
  let chosen: number | undefined;
  try {
    return await mutate(server.db, async () => {
      if (chosen !== undefined) busy.delete(chosen);
      chosen = undefined;
      const now = server.clock();
      const returned = await returnedTask(server, actor, { project: project.id, after, now });
      const held = after === undefined ? await heldTask(server, actor, project.id, now) : undefined;
      const task = returned ?? held ?? (await freeTask(server, actor, project.id, after ?? 0, now, busy));
      if (task === undefined) return { plan: [], value: null };
      chosen = task;
      busy.set(task, actor.account);
      return {
        plan: [
          sqlStatement(
            task === returned
              ? sql`SELECT id FROM task WHERE id = ${task} AND review = 'rejected'`
              : sql`SELECT id FROM task WHERE id = ${task} AND state = 'open'`,
            1,
          ),
          takeLease(actor, project.id, task, now),
          // who moves on lets go of what they leave; who asks ahead does not
          ...(after === undefined || after === task || args.keep === true
            ? []
            : [
                sqlStatement(
                  sql`DELETE FROM task_lease WHERE task = ${after} AND account = ${actor.account}`,
                ),
              ]),
        ],
        value: task,
      };
    });
  } finally {
    if (chosen !== undefined) busy.delete(chosen);
  }
};

const heldTask = async (
  server: Server,
  actor: Actor,
  project: number,
  now: number,
): Promise<number | undefined> => {
  // the latest leases; those that have ended are left out here, since a look-up with the time in it is never met again
  const leases = await lookupSql<{ id: number; until: number }>(
    server.db,
    sql`SELECT task.id, task_lease.until FROM task_lease JOIN task ON task.id = task_lease.task
      WHERE task_lease.project = ${project} AND task_lease.account = ${actor.account} AND task.state = 'open'
        AND (task.assignee IS NULL OR task.assignee = ${actor.account})
      ORDER BY task_lease.until DESC LIMIT 10`,
  );
  const held = leases.filter(({ until }) => until > now).map(({ id }) => id);
  return held.length === 0 ? undefined : Math.min(...held);
};

const freeTask = async (
  server: Server,
  actor: Actor,
  project: number,
  after: number,
  now: number,
  busy: ReadonlyMap<number, Actor['account']>,
): Promise<number | undefined> => {
  const search = async (
    whose: RawBuilder<unknown>,
    from: number,
    to: number | undefined,
  ): Promise<number | undefined> => {
    for (let least = from; ; ) {
      // an index for each: `task_by_assignee`, `task_free`
      const rows = await lookupSql<{ id: number; until: number | null }>(
        server.db,
        sql`SELECT task.id, task_lease.until FROM task LEFT JOIN task_lease ON task_lease.task = task.id
            AND task_lease.account <> ${actor.account}
          WHERE task.project = ${project} AND task.state = 'open' AND ${whose} AND task.id > ${least}
          ${to === undefined ? sql`` : sql`AND task.id <= ${to}`}
          ORDER BY task.id LIMIT 50`,
      );
      const free = rows.find(
        ({ id, until }) =>
          (until === null || until <= now) && (busy.get(id) ?? actor.account) === actor.account,
      );
      if (free) return free.id;
      const last = rows.at(-1);
      if (last === undefined || rows.length < 50) return undefined;
      least = last.id;
    }
  };
  // what is assigned to them first; what is assigned to others never
  for (const whose of [sql`task.assignee = ${actor.account}`, sql`task.assignee IS NULL`]) {
    const found =
      (await search(whose, after, undefined)) ?? (after > 0 ? await search(whose, 0, after - 1) : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
};
