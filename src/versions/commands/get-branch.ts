import { AppError } from '../../shared/errors/app-error.ts';
import { branchOfRow, readRef } from '../ref-row.ts';
import type { GetBranch } from '../version-commands.ts';

export const getBranch: GetBranch = async (versions, { repo, name }) => {
  const row = await readRef(versions, repo, name);
  if (row?.type !== 'branch') throw new AppError('branch.not_found', { branch: name, repo: repo.name });
  return branchOfRow(row);
};
