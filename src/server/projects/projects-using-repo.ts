import { sql } from 'kysely';
import type { Server } from '../server.ts';
import { readSql } from '../../db/run-sql.ts';

/** The projects that take tasks from a repo or keep their labels in it; such a repo is deleted only by force. */
export const projectsUsingRepo = async (
  server: Pick<Server, 'db'>,
  args: { organisation: string; repo: string },
): Promise<readonly { id: string; title: string }[]> => {
  const rows = await readSql<{ id: number; title: string }>(
    server.db,
    sql`SELECT id, title FROM project WHERE organisation = ${args.organisation} AND (target_repo = ${args.repo}
      OR id IN (SELECT project FROM project_source WHERE repo = ${args.repo})) ORDER BY id LIMIT 20`,
  );
  return rows.map(({ id, title }) => ({ id: String(id), title }));
};
