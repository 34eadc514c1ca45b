import { readCommit } from '../read-commit.ts';
import { policyOf } from '../ref-row.ts';
import { requireBranch } from '../require-branch.ts';
import { sealBranch } from '../seal-branch.ts';
import type { SealStaging } from '../version-commands.ts';

export const sealStaging: SealStaging = async (versions, task) => {
  const { repo, branch, ifHead } = task;
  const row = await requireBranch(versions, repo, branch);
  const left = policyOf(row).type === 'manual' ? undefined : await versions.settlers.settle(task);
  const seen = left === undefined || ifHead === undefined ? ifHead : left;
  const sealed = await versions.locks.run(row.uid, () => sealBranch(versions, { ...task, ifHead: seen }));
  if (sealed !== null || left === undefined || left === null || left === row.head) return sealed;
  return readCommit(versions, repo, left);
};
