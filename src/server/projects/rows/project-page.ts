import { sql } from 'kysely';
import type { Role } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { likePattern } from '../like-pattern.ts';
import { reachesAll } from '../require-project.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';

export type SeenProject = ProjectRow & { readonly role: Role };

/** The projects that the actor may see, by position, newest first, with how many there are. */
export const projectPage = async (
  server: Server,
  actor: Actor,
  args: { offset: number; limit: number; ids?: readonly number[] | undefined; title?: string | undefined },
): Promise<{ rows: SeenProject[]; count: number }> => {
  const all = reachesAll(actor);
  const ids = args.ids === undefined ? sql`` : sql`AND project.id IN (${sql.join([0, ...args.ids])})`;
  const title = args.title ? sql`AND title LIKE ${likePattern(args.title)} ESCAPE '\\'` : sql``;
  const from = sql`FROM project ${all ? sql`LEFT JOIN` : sql`JOIN`} project_member
    ON project_member.project = project.id AND project_member.account = ${actor.account}
    WHERE project.organisation = ${actor.organisation} ${ids} ${title}`;
  const [rows, total] = await Promise.all([
    readSql<ProjectRow & { member_role: string | null }>(
      server.db,
      sql`SELECT project.*, project_member.role AS member_role ${from}
        ORDER BY project.id DESC LIMIT ${args.limit} OFFSET ${args.offset}`,
    ),
    readOne<{ count: number }>(server.db, sql`SELECT count(*) AS count ${from}`),
  ]);
  return {
    rows: rows.map((row) => ({ ...row, role: all ? actor.role : (row.member_role as Role) })),
    count: Number(total?.count ?? 0),
  };
};
