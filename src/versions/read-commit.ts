import { prepared } from '../db/prepared.ts';
import { AppError } from '../shared/errors/app-error.ts';
import { decodeCommit } from './commit-object.ts';
import { sql } from './tables.ts';
import type { Commit, Repo } from './version-store.ts';
import type { Versions } from './versions.ts';

/** A commit by its full id. AppError commit.not_found. */
export const readCommit = async (versions: Versions, repo: Repo, id: string): Promise<Commit> => {
  const [row] = await versions.db.lookup(commitById({ repo: repo.uid, id }));
  if (row === undefined) throw new AppError('commit.not_found', { repo: repo.name, ref: id });
  return decodeCommit(id, row.body);
};

const commitById = prepared((p: { repo: string; id: string }) =>
  sql.selectFrom('repo_commit').select('body').where('repo', '=', p.repo).where('id', '=', p.id),
);
