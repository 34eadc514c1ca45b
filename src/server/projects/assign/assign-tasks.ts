import { sql } from 'kysely';
import { AppError } from '../../../shared/errors/app-error.ts';
import { accountQueries } from '../../accounts/tables.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { numberOf, requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { readOne, readSql, sqlStatement } from '../run-sql.ts';

/**
 * Gives live tasks to a person, who alone gets them as next task; null gives them back to everybody. What others
 * hold of them at this moment they may finish. Error: account.not_found for who cannot work in the project.
 */
export const assignTasks = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; ids: readonly (string | number)[]; account: string | null },
): Promise<{ assigned: number }> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  if (args.account !== null && !(await worksIn(server, actor.organisation, project.id, args.account)))
    throw new AppError('account.not_found', { id: args.account });
  const wanted = args.ids.map(numberOf).filter((id): id is number => id !== undefined);
  let assigned = 0;
  for (let at = 0; at < wanted.length; at += 1000) {
    const part = sql.join(wanted.slice(at, at + 1000));
    const rows = await readSql<{ id: number }>(
      server.db,
      sql`SELECT id FROM task WHERE project = ${project.id} AND retired = 0 AND id IN (${part})`,
    );
    if (rows.length === 0) continue;
    const ids = rows.map((row) => row.id);
    const detail = { tasks: ids.length, ids, account: args.account };
    await server.db.write([
      sqlStatement(sql`UPDATE task SET assignee = ${args.account} WHERE id IN (${sql.join(ids)})`),
      auditAct(server, actor, project.id, { kind: 'tasks.assigned', detail }),
    ]);
    assigned += ids.length;
  }
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
  return { assigned };
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
