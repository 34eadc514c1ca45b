import type { Branch as BranchView } from '../../shared/contract/repos.ts';
import { getCommit } from '../../versions/commands/get-commit.ts';
import { stagedCount } from '../../versions/commands/staged-count.ts';
import type { Branch, Repo } from '../../versions/version-store.ts';
import { projectOfBranch } from '../projects/project-of-branch.ts';
import type { Server } from '../server.ts';
import { formatPolicy } from './policy-text.ts';

/** A branch as the API shows it. */
export const branchView = async (server: Server, repo: Repo, branch: Branch): Promise<BranchView> => {
  const [staged, head, project] = await Promise.all([
    stagedCount(server.versions, { repo, branch: branch.name }),
    branch.head === null ? null : getCommit(server.versions, { repo, ref: branch.head }),
    projectOfBranch(server, { organisation: repo.organisation, repo: repo.name, branch: branch.name }),
  ]);
  return {
    name: branch.name,
    head: branch.head,
    policy: formatPolicy(branch.policy),
    staged,
    updated: new Date(head?.time ?? repo.createdAt).toISOString(),
    project,
  };
};
