import { sql } from 'kysely';
import type { Server } from '../server.ts';
import { readOne } from '../../db/run-sql.ts';

/** The project whose labels a branch holds, or null. */
export const projectOfBranch = async (
  server: Pick<Server, 'db'>,
  args: { organisation: string; repo: string; branch: string },
): Promise<{ id: string; title: string } | null> => {
  const row = await readOne<{ id: number; title: string }>(
    server.db,
    sql`SELECT id, title FROM project WHERE organisation = ${args.organisation}
      AND target_repo = ${args.repo} AND target_branch = ${args.branch}`,
  );
  return row ? { id: String(row.id), title: row.title } : null;
};
