import { sql } from 'kysely';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { updateBranch } from '../../versions/commands/update-branch.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { ensureBranch } from './ensure-branch.ts';
import { catchUpProject } from './labels/catch-up-project.ts';
import { projectOfBranch } from './project-of-branch.ts';
import { requireProject } from './require-project.ts';
import { sqlStatement } from '../../db/run-sql.ts';
import { inLabelTurn } from './labels/in-label-turn.ts';

/**
 * Lets a project's labels go to another branch, made where there is none. Only before the first label commit: after
 * it the history of the labels is in the branch that they have. Errors: project.branch_taken, target.has_labels.
 */
export const retargetProject = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; repo: string; branch: string },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const { organisation } = actor;
  const { repo: name, branch } = args;
  if (project.target_repo === name && project.target_branch === branch) return;
  const holder = await projectOfBranch(server, { organisation, repo: name, branch });
  if (holder)
    throw new AppError('project.branch_taken', {
      repo: name,
      branch,
      project: `${holder.id} (${holder.title})`,
    });
  const refusal = new AppError('target.has_labels', {
    repo: project.target_repo,
    branch: project.target_branch,
  });
  if (project.base !== null) throw refusal;
  const policy = { type: 'manual' } as const;
  const description = `Labels of ${project.title}`;
  const made = await ensureBranch(server, { organisation, repo: name, branch, description, policy });
  // `idle` of two seconds is what no one chose
  if (made.branch.policy.type === 'idle' && made.branch.policy.seconds === 2)
    await updateBranch(server.versions, { repo: made.repo, name: branch, policy });
  // not while a commit to the branch of before is under way
  await inLabelTurn(server, project.id, () =>
    mutate(server.db, async () => {
      if ((await requireProject(server, actor, project.id, 'manager')).base !== null) throw refusal;
      const move = sql`UPDATE project SET target_repo = ${name}, target_branch = ${branch},
        updated_at = ${server.clock()} WHERE id = ${project.id} AND base IS NULL`;
      return { plan: [sqlStatement(move, 1)], value: undefined };
    }),
  );
  await catchUpProject(server, actor, project.id);
};
