import { AppError } from '../../shared/errors/app-error.ts';
import { createBranch } from '../../versions/commands/create-branch.ts';
import { createRepo } from '../../versions/commands/create-repo.ts';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import type { Branch, CommitPolicy, Repo } from '../../versions/version-store.ts';
import type { Server } from '../server.ts';

const unless = async <T>(code: string, task: () => Promise<T>, other: () => Promise<T>): Promise<T> => {
  try {
    return await task();
  } catch (error) {
    if (error instanceof AppError && error.code === code) return other();
    throw error;
  }
};

/** The repo and branch of that name, made where there is none. Of two who make it, both get it. */
export const ensureBranch = async (
  server: Server,
  args: { organisation: string; repo: string; branch: string; description?: string; policy?: CommitPolicy },
): Promise<{ repo: Repo; branch: Branch }> => {
  const { organisation, branch: name, description, policy } = args;
  const find = () => getRepo(server.versions, { organisation, name: args.repo });
  const repo = await unless('repo.not_found', find, () =>
    unless(
      'repo.exists',
      () => createRepo(server.versions, { organisation, name: args.repo, description }),
      find,
    ),
  );
  const findBranch = () => getBranch(server.versions, { repo, name });
  const branch = await unless('branch.not_found', findBranch, () =>
    unless('branch.exists', () => createBranch(server.versions, { repo, name, policy }), findBranch),
  );
  return { repo, branch };
};
