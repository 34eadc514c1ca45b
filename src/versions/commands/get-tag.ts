import { AppError } from '../../shared/errors/app-error.ts';
import { readRef } from '../ref-row.ts';
import type { GetTag } from '../version-commands.ts';

export const getTag: GetTag = async (versions, { repo, name }) => {
  const row = await readRef(versions, repo, name);
  if (row?.type !== 'tag') throw new AppError('tag.not_found', { tag: name, repo: repo.name });
  return { name: row.name, commit: row.head as string };
};
