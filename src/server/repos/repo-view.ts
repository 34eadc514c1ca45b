import type { Repo as RepoView } from '../../shared/contract/repos.ts';
import { getCommit } from '../../versions/commands/get-commit.ts';
import { listBranches } from '../../versions/commands/list-branches.ts';
import type { Repo } from '../../versions/version-store.ts';
import type { Server } from '../server.ts';

/** A repo as the API shows it; `updated` is the time of its default branch's head. */
export const repoView = async (server: Server, repo: Repo): Promise<RepoView> => {
  const branches = (await listBranches(server.versions, { repo, limit: 1000 })).items;
  const head = branches.find((branch) => branch.name === repo.defaultBranch)?.head ?? null;
  const commit = head === null ? null : await getCommit(server.versions, { repo, ref: head });
  return {
    name: repo.name,
    description: repo.description,
    defaultBranch: repo.defaultBranch,
    created: new Date(repo.createdAt).toISOString(),
    updated: new Date(commit?.time ?? repo.createdAt).toISOString(),
    branches: branches.length,
  };
};
