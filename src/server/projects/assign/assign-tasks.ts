import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { accountQueries } from '../../accounts/tables.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readOne, readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { TaskRow } from '../tables.ts';
import { chosenTasks, type TaskChoice } from '../tasks/chosen-tasks.ts';
import { bulkAct } from '../undo/bulk-act.ts';

/**
 * Gives live tasks to a person, who alone gets them as next task; null gives them back to everybody. What others
 * hold of them at this moment they may finish. `undo` names the act. Error: account.not_found for who cannot work in the project.
 */
export const assignTasks = async (
  server: Server,
  actor: Actor,
  args: TaskChoice & { id: string | number; account: string | null },
): Promise<{ assigned: number; undo: string | null }> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const { account } = args;
  if (account !== null && !(await worksIn(server, actor.organisation, project.id, account)))
    throw new AppError('account.not_found', { id: account });
  const act = bulkAct(server, actor, project.id, { kind: 'tasks.assigned', detail: { account } });
  let assigned = 0;
  for await (const page of chosenTasks(server, project.id, args))
    assigned += await mutate(server.db, async () => {
      const rows = await readSql<Pick<TaskRow, 'id' | 'assignee'>>(
        server.db,
        sql`SELECT id, assignee FROM task WHERE project = ${project.id} AND retired = 0
          AND id IN (${sql.join(page)})`,
      );
      const acted = rows.map(({ id, assignee }) => ({ id, before: assignee }));
      // each misses when somebody else assigned one of them in between
      const statements = [...new Set(rows.map(({ assignee }) => assignee))].map((before) => {
        const ids = rows.filter(({ assignee }) => assignee === before).map(({ id }) => id);
        return sqlStatement(
          sql`UPDATE task SET assignee = ${account} WHERE coalesce(assignee, '') = ${before ?? ''}
            AND id IN (${sql.join(ids)})`,
          ids.length,
        );
      });
      const plan = rows.length === 0 ? [] : [...statements, ...act.write(acted, assigned)];
      return { plan, value: rows.length };
    });
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
  return { assigned, undo: assigned > 0 ? act.id : null };
};

/** A member of the project, or who reaches all of the organisation's. */
const worksIn = async (
  server: Server,
  organisation: string,
  project: number,
  account: string,
): Promise<boolean> => {
  const [member] = await server.db.read(
    accountQueries
      .selectFrom('membership')
      .select('role')
      .where('account', '=', account)
      .where('organisation', '=', organisation)
      .where('active', '=', 1),
  );
  if (member === undefined) return false;
  if (member.role === 'owner' || member.role === 'manager') return true;
  const row = await readOne(
    server.db,
    sql`SELECT 1 AS found FROM project_member WHERE project = ${project} AND account = ${account}`,
  );
  return row !== undefined;
};
