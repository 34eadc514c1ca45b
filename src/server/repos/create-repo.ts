import { createBranch } from '../../versions/commands/create-branch.ts';
import { createRepo as createInStore } from '../../versions/commands/create-repo.ts';
import { updateRepo } from '../../versions/commands/update-repo.ts';
import type { Repo } from '../../versions/version-store.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireRole } from '../accounts/require-role.ts';

/** Makes a repo in the actor's organisation, with its default branch. */
export const createRepo = async (
  server: Server,
  actor: Actor,
  args: { name: string; description?: string; defaultBranch?: string },
): Promise<Repo> => {
  requireRole(actor, 'manager');
  const { name, description, defaultBranch } = args;
  const repo = await createInStore(server.versions, { organisation: actor.organisation, name, description });
  if (defaultBranch === undefined || defaultBranch === repo.defaultBranch) {
    await createBranch(server.versions, { repo, name: repo.defaultBranch }).catch(alreadyThere);
    return repo;
  }
  await createBranch(server.versions, { repo, name: defaultBranch });
  return await updateRepo(server.versions, { repo, defaultBranch });
};

const alreadyThere = (error: unknown): void => {
  if ((error as { code?: string }).code !== 'branch.exists') throw error;
};
