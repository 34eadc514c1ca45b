import { AppError } from '../../shared/errors/app-error.ts';
import { deleteRepo as deleteInStore } from '../../versions/commands/delete-repo.ts';
import type { Actor } from '../actor.ts';
import { projectsUsingRepo } from '../projects/projects-using-repo.ts';
import type { Server } from '../server.ts';
import { requireRepo } from './require-repo.ts';

/** Deletes a repo with all its versions. Refused (`repo.in_use`) while a project reads or writes it, unless forced. */
export const deleteRepo = async (
  server: Server,
  actor: Actor,
  args: { repo: string; force?: boolean },
): Promise<void> => {
  const repo = await requireRepo(server, actor, args.repo, 'write');
  const users =
    args.force === true
      ? []
      : await projectsUsingRepo(server, { organisation: repo.organisation, repo: repo.name });
  if (users.length > 0)
    throw new AppError('repo.in_use', {
      repo: repo.name,
      users: users.map((project) => `project ${project.id} (${project.title})`).join(', '),
    });
  await deleteInStore(server.versions, { repo });
};
