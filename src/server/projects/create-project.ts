import { sql } from 'kysely';
import { parseConfig } from '../../labels/config/parse-config.ts';
import { findTemplate } from '../../labels/templates/template-registry.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import { updateBranch } from '../../versions/commands/update-branch.ts';
import type { Actor } from '../actor.ts';
import { requireRole } from '../accounts/require-role.ts';
import type { Server } from '../server.ts';
import { ensureBranch } from './ensure-branch.ts';
import { catchUpProject } from './labels/catch-up-project.ts';
import { projectOfBranch } from './project-of-branch.ts';
import { projectView } from './project-view.ts';
import { requireProject } from './require-project.ts';
import { sqlStatement } from '../../db/run-sql.ts';
import { repoNames } from '../../shared/repo-names.ts';
import { insertSource, type SourceBody, watchSource } from './sources/add-source.ts';
import { createUid } from './uid.ts';

export type CreateProject = {
  readonly title: string;
  readonly description?: string;
  readonly config?: string;
  readonly template?: string;
  readonly instructions?: string;
  readonly color?: string;
  readonly source?: SourceBody;
  readonly target?: { readonly repo: string; readonly branch?: string };
  /** Settings of Label Studio's API, kept as given. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

/**
 * Makes a project, with the repo and branch of its labels where they are not there yet. Labels that the branch has
 * already become its tasks. Errors: config.invalid, template.not_found, project.branch_taken, branch.not_found.
 */
export const createProject = async (server: Server, actor: Actor, args: CreateProject): Promise<Project> => {
  requireRole(actor, 'manager');
  const config = args.config ?? templateConfig(args.template);
  if (config.trim() !== '') parseConfig(config);
  const { organisation } = actor;
  const target = {
    organisation,
    repo: args.target?.repo ?? (await freeRepoName(server, organisation, args.title)),
    branch: args.target?.branch ?? 'master',
  };
  await refuseTaken(server, target);
  const id = await server.ids.next('project');
  const source =
    args.source && (await insertSource(server, actor, { project: id, config, body: args.source }));
  await makeTarget(server, target, args.title);
  const now = server.clock();
  try {
    await server.db.write([
      sqlStatement(sql`INSERT INTO project (id, uid, organisation, title, description, color, config, instructions,
        show_instructions, settings, target_repo, target_branch, created_at, created_by, updated_at)
        VALUES (${id}, ${createUid(server)}, ${organisation}, ${args.title}, ${args.description ?? ''},
        ${args.color ?? '#7a8794'}, ${config}, ${args.instructions ?? ''}, ${args.instructions ? 1 : 0},
        ${JSON.stringify(args.settings ?? {})}, ${target.repo}, ${target.branch}, ${now}, ${actor.account}, ${now})`),
      ...(source ? [source.statement] : []),
    ]);
  } catch (error) {
    await refuseTaken(server, target);
    throw error;
  }
  const project = await requireProject(server, actor, id, 'manager');
  await catchUpProject(server, actor, project.id);
  if (source) await watchSource(server, actor, project, source.id);
  server.events.publish({ type: 'project', organisation, project: String(id) });
  return projectView(server, await requireProject(server, actor, id, 'manager'));
};

const templateConfig = (id: string | undefined): string => {
  if (id === undefined) return '';
  const template = findTemplate(id);
  if (template === undefined) throw new AppError('template.not_found', { id });
  return template.config;
};

type Target = { readonly organisation: string; readonly repo: string; readonly branch: string };

const refuseTaken = async (server: Server, target: Target): Promise<void> => {
  const holder = await projectOfBranch(server, target);
  if (holder)
    throw new AppError('project.branch_taken', {
      repo: target.repo,
      branch: target.branch,
      project: `${holder.id} (${holder.title})`,
    });
};

/** A label branch waits for people unless somebody chose its policy: `idle` of two seconds is what no one chose. */
const makeTarget = async (server: Server, target: Target, title: string): Promise<void> => {
  const policy = { type: 'manual' } as const;
  const { repo, branch } = await ensureBranch(server, {
    ...target,
    description: `Labels of ${title}`,
    policy,
  });
  if (branch.policy.type === 'idle' && branch.policy.seconds === 2)
    await updateBranch(server.versions, { repo, name: branch.name, policy });
};

const freeRepoName = async (server: Server, organisation: string, title: string): Promise<string> => {
  const names = repoNames(title);
  for (;;) {
    const name = names.next().value;
    try {
      await getRepo(server.versions, { organisation, name });
    } catch (error) {
      if (error instanceof AppError && error.code === 'repo.not_found') return name;
      throw error;
    }
  }
};
