import { prepared } from '../../db/prepared.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { repoOfRow } from '../repo-row.ts';
import { sql } from '../tables.ts';
import type { GetRepo } from '../version-commands.ts';

export const getRepo: GetRepo = async (versions, { organisation, name }) => {
  const [row] = await versions.db.lookup(repoByName({ organisation, name }));
  if (row === undefined) throw new AppError('repo.not_found', { repo: name });
  return repoOfRow(row);
};

const repoByName = prepared((p: { organisation: string; name: string }) =>
  sql.selectFrom('repo').selectAll().where('organisation', '=', p.organisation).where('name', '=', p.name),
);
