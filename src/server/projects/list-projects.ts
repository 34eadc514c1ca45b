import { sql } from 'kysely';
import type { Role } from '../../shared/contract/op.ts';
import type { ProjectItem } from '../../shared/contract/projects.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { projectItem } from './project-view.ts';
import { reachesAll } from './require-project.ts';
import { readSql } from '../../db/run-sql.ts';
import { likePattern } from './like-pattern.ts';
import type { ProjectRow } from './tables.ts';

/** The projects that the actor may see, newest first. */
export const listProjects = async (
  server: Server,
  actor: Actor,
  args: { cursor?: string; limit: number; search?: string },
): Promise<{ items: ProjectItem[]; next?: string }> => {
  const [before] = readCursor(args.cursor, ['number']) ?? [];
  const all = reachesAll(actor);
  const rows = await readSql<ProjectRow & { member_role: string | null }>(
    server.db,
    sql`SELECT project.*, project_member.role AS member_role FROM project
      ${all ? sql`LEFT JOIN` : sql`JOIN`} project_member
        ON project_member.project = project.id AND project_member.account = ${actor.account}
      WHERE project.organisation = ${actor.organisation}
      ${before === undefined ? sql`` : sql`AND project.id < ${before}`}
      ${args.search ? sql`AND title LIKE ${likePattern(args.search)} ESCAPE '\\'` : sql``}
      ORDER BY project.id DESC LIMIT ${args.limit + 1}`,
  );
  const page = rows.slice(0, args.limit);
  const items = await Promise.all(
    page.map((row) => projectItem(server, { ...row, role: all ? actor.role : (row.member_role as Role) })),
  );
  const last = page.at(-1);
  return rows.length > args.limit && last ? { items, next: writeCursor([last.id]) } : { items };
};
