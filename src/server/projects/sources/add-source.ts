import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Source } from '../../../shared/contract/projects.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readOne, sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow, SourceRow } from '../tables.ts';
import { judgeMethod } from './judge-method.ts';
import { sourceView } from './source-view.ts';
import { syncInBackground } from './sync-in-background.ts';

export type SourceBody = {
  readonly repo: string;
  readonly branch: string;
  readonly glob?: string;
  readonly importMethod?: 'files' | 'tasks';
  readonly changed?: 'replace' | 'keep' | 'block';
  readonly keyField?: string | null;
  readonly title?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** Takes tasks from the files of a branch that match a glob, at once and whenever a commit lands there. */
export const addSource = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; body: SourceBody },
): Promise<Source> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const source = await insertSource(server, actor, {
    project: project.id,
    config: project.config,
    body: args.body,
  });
  await server.db.write([source.statement]);
  await watchSource(server, actor, project, source.id);
  return sourceView(await requireSource(server, project.id, source.id));
};

/** The statement that makes a source. Errors: repo.not_found, branch.not_found. */
export const insertSource = async (
  server: Server,
  actor: Actor,
  { project, body }: { project: number; config: string; body: SourceBody },
): Promise<{ id: number; statement: Statement }> => {
  const repo = await getRepo(server.versions, { organisation: actor.organisation, name: body.repo });
  const branch = await getBranch(server.versions, { repo, name: body.branch });
  const glob = body.glob ?? '**';
  const judged =
    branch.head === null || body.importMethod
      ? undefined
      : await judgeMethod(server, repo, branch.name, glob);
  const id = await server.ids.next('source');
  const settings = { ...body.settings, ...(body.keyField ? { keyField: body.keyField } : {}) };
  const statement = sqlStatement(sql`INSERT INTO project_source (id, project, repo, branch, glob, method,
    method_chosen, changed_policy, title, settings, created_at)
    VALUES (${id}, ${project}, ${repo.name}, ${branch.name}, ${glob},
    ${body.importMethod ?? judged?.method ?? 'files'}, ${body.importMethod ? 1 : 0}, ${body.changed ?? 'replace'},
    ${body.title ?? ''}, ${JSON.stringify(settings)}, ${server.clock()})`);
  return { id, statement };
};

/** Begins to read a source without making anybody wait for it. */
export const watchSource = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  source: number,
): Promise<void> => {
  syncInBackground(server, actor, project, source);
};

/** A source of the project, or source.not_found. */
export const requireSource = async (
  server: Server,
  project: number,
  id: string | number,
): Promise<SourceRow> => {
  const number = Number(id);
  const row = Number.isSafeInteger(number)
    ? await readOne<SourceRow>(
        server.db,
        sql`SELECT * FROM project_source WHERE id = ${number} AND project = ${project}`,
      )
    : undefined;
  if (row === undefined) throw new AppError('source.not_found', { id });
  return row;
};
