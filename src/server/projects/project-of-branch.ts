import type { Server } from '../server.ts';
import { projectsDb } from './tables.ts';

/** The project whose labels this branch holds; at most one. */
export const projectOfBranch = async (
  server: Server,
  args: { organisation: string; repo: string; branch: string },
): Promise<{ id: string; title: string } | null> => {
  const [row] = await server.db.read(
    projectsDb
      .selectFrom('project')
      .select(['id', 'title'])
      .where('organisation', '=', args.organisation)
      .where('target_repo', '=', args.repo)
      .where('target_branch', '=', args.branch),
  );
  return row === undefined ? null : { id: String(row.id), title: row.title };
};
