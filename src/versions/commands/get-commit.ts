import { AppError } from '../../shared/errors/app-error.ts';
import { readCommit } from '../read-commit.ts';
import type { GetCommit } from '../version-commands.ts';
import { resolveRef } from './resolve-ref.ts';

export const getCommit: GetCommit = async (versions, { repo, ref }) => {
  const { commit } = await resolveRef(versions, { repo, ref });
  if (commit === null) {
    throw new AppError('commit.none', { repo: repo.name, ref: typeof ref === 'string' ? ref : 'head' });
  }
  return readCommit(versions, repo, commit);
};
