import { sql } from 'kysely';
import type { Statement } from '../../db/database.ts';
import type { Role } from '../../shared/contract/op.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { accountQueries } from '../accounts/tables.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireProject } from './require-project.ts';
import { auditAct } from './review/audit.ts';
import { readSql, sqlStatement } from '../../db/run-sql.ts';
import type { MemberRow } from './tables.ts';
import { peopleByUid } from './people.ts';

/** Who works in a project by membership of it. */
export const listProjectMembers = async (server: Server, actor: Actor, args: { id: string }) => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const rows = await readSql<MemberRow>(
    server.db,
    sql`SELECT * FROM project_member WHERE project = ${project.id} ORDER BY account`,
  );
  const person = await peopleByUid(
    server,
    rows.map((row) => row.account),
  );
  return {
    items: rows.map((row) => {
      const { name, email } = person(row.account);
      return { id: row.account, email, name, role: row.role as Role };
    }),
  };
};

/** Lets a member of the organisation work in a project. Throws account.not_found for anybody else. */
export const setProjectMember = async (
  server: Server,
  actor: Actor,
  args: { id: string; account: string; role: Role },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const [member] = await server.db.read(
    accountQueries
      .selectFrom('membership')
      .select('account')
      .where('account', '=', args.account)
      .where('organisation', '=', actor.organisation)
      .where('active', '=', 1),
  );
  if (member === undefined) throw new AppError('account.not_found', { id: args.account });
  await server.db.write([
    memberStatement(project.id, args.account, args.role),
    auditAct(server, actor, project.id, {
      kind: 'member.set',
      detail: { account: args.account, role: args.role },
    }),
  ]);
};

/** Makes an account a member of a project, for the plan of whoever invited it. */
export const memberStatement = (project: number, account: string, role: Role): Statement =>
  sqlStatement(sql`INSERT INTO project_member (project, account, role) VALUES (${project}, ${account}, ${role})
    ON CONFLICT (project, account) DO UPDATE SET role = excluded.role`);

/** Takes a member out of a project; what they made stays theirs. */
export const removeProjectMember = async (
  server: Server,
  actor: Actor,
  args: { id: string; account: string },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  await server.db.write([
    sqlStatement(sql`DELETE FROM project_member WHERE project = ${project.id} AND account = ${args.account}`),
    sqlStatement(
      sql`UPDATE task SET assignee = NULL WHERE project = ${project.id} AND assignee = ${args.account}`,
    ),
    sqlStatement(sql`DELETE FROM task_lease WHERE project = ${project.id} AND account = ${args.account}`),
    auditAct(server, actor, project.id, { kind: 'member.removed', detail: { account: args.account } }),
  ]);
};
