import { AppError } from '../shared/errors/app-error.ts';
import { looksLikeCommit } from './names.ts';
import { type RefRow, readRef } from './ref-row.ts';
import type { Repo } from './version-store.ts';
import type { Versions } from './versions.ts';

/** The branch's row. AppError branch.not_found; ref.read_only for a tag or commit. */
export const requireBranch = async (versions: Versions, repo: Repo, name: string): Promise<RefRow> => {
  const row = await readRef(versions, repo, name);
  if (row?.type === 'tag' || (row === undefined && looksLikeCommit(name))) {
    throw new AppError('ref.read_only', { ref: name });
  }
  if (row === undefined) throw new AppError('branch.not_found', { branch: name, repo: repo.name });
  return row;
};

/** AppError branch.moved unless the head is what the caller expects. */
export const checkHead = (
  repo: Repo,
  row: Pick<RefRow, 'name' | 'head'>,
  expected: string | null | undefined,
): void => {
  if (expected === undefined || expected === row.head) return;
  throw new AppError('branch.moved', {
    repo: repo.name,
    branch: row.name,
    head: row.head ?? 'no commit',
    expected: expected ?? 'no commit',
  });
};
