import type { Server } from '../server.ts';
import { projectsDb } from './tables.ts';

/** The projects that take tasks from a repo or keep their labels there. */
export const projectsUsingRepo = async (
  server: Server,
  args: { organisation: string; repo: string },
): Promise<readonly { id: string; title: string }[]> => {
  const rows = await server.db.read(
    projectsDb
      .selectFrom('project')
      .leftJoin('project_source', 'project_source.project', 'project.id')
      .select(['project.id', 'project.title'])
      .distinct()
      .where('project.organisation', '=', args.organisation)
      .where((where) => where.or([where('project.target_repo', '=', args.repo), where('project_source.repo', '=', args.repo)])),
  );
  return rows.map((row) => ({ id: String(row.id), title: row.title }));
};
