import { requireBranch } from '../require-branch.ts';
import { sealBranch } from '../seal-branch.ts';
import type { SealStaging } from '../version-commands.ts';

export const sealStaging: SealStaging = async (versions, task) => {
  const { uid } = await requireBranch(versions, task.repo, task.branch);
  return versions.locks.run(uid, () => sealBranch(versions, task));
};
