import { sql } from 'kysely';
import type { Source } from '../../../shared/contract/projects.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import { requireSource, type SourceBody, watchSource } from './add-source.ts';
import { retireTasks } from './retire-tasks.ts';
import { sourceView } from './source-view.ts';

/**
 * Changes a source. Another repo, branch, glob or key field is read anew; another import method makes other tasks,
 * so those of the old one are retired first.
 */
export const updateSource = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; source: string | number; body: Partial<SourceBody> },
): Promise<Source> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const row = await requireSource(server, project.id, args.source);
  const { body } = args;
  const settings = JSON.parse(row.settings) as Record<string, unknown>;
  const next = {
    repo: body.repo ?? row.repo,
    branch: body.branch ?? row.branch,
    glob: body.glob ?? row.glob,
    method: body.importMethod ?? row.method,
    settings: JSON.stringify({
      ...settings,
      ...body.settings,
      ...(body.keyField === undefined ? {} : { keyField: body.keyField ?? undefined }),
    }),
  };
  const repo = await getRepo(server.versions, { organisation: actor.organisation, name: next.repo });
  await getBranch(server.versions, { repo, name: next.branch });
  const isElsewhere = next.repo !== row.repo || next.branch !== row.branch || next.glob !== row.glob;
  const isOther = next.method !== row.method || next.repo !== row.repo;
  const isAnew = isElsewhere || isOther || next.settings !== row.settings;
  if (isOther) {
    const tasks = await readSql<{ id: number }>(
      server.db,
      sql`SELECT id FROM task WHERE source = ${row.id} AND retired = 0`,
    );
    await retireTasks(
      server,
      actor,
      project.id,
      tasks.map(({ id }) => id),
    );
  }
  await server.db.write([
    sqlStatement(sql`UPDATE project_source SET repo = ${next.repo}, branch = ${next.branch}, glob = ${next.glob},
      method = ${next.method}, method_chosen = ${body.importMethod ? 1 : row.method_chosen},
      changed_policy = ${body.changed ?? row.changed_policy}, title = ${body.title ?? row.title},
      settings = ${next.settings}, synced_commit = ${isAnew ? null : row.synced_commit}
      WHERE id = ${row.id}`),
  ]);
  if (isAnew) await watchSource(server, actor, project, row.id);
  return sourceView(await requireSource(server, project.id, row.id));
};
