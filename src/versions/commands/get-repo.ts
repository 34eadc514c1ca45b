import { AppError } from '../../shared/errors/app-error.ts';
import { repoOfRow } from '../repo-row.ts';
import { sql } from '../tables.ts';
import type { GetRepo } from '../version-commands.ts';

export const getRepo: GetRepo = async (versions, { organisation, name }) => {
  const [row] = await versions.db.lookup(
    sql.selectFrom('repo').selectAll().where('organisation', '=', organisation).where('name', '=', name),
  );
  if (row === undefined) throw new AppError('repo.not_found', { repo: name });
  return repoOfRow(row);
};
