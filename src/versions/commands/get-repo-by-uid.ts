import { AppError } from '../../shared/errors/app-error.ts';
import { repoOfRow } from '../repo-row.ts';
import { sql } from '../tables.ts';
import type { GetRepoByUid } from '../version-commands.ts';

export const getRepoByUid: GetRepoByUid = async (versions, { uid }) => {
  const [row] = await versions.db.lookup(sql.selectFrom('repo').selectAll().where('uid', '=', uid));
  if (row === undefined) throw new AppError('repo.not_found', { repo: uid });
  return repoOfRow(row);
};
