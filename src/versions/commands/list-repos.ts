import { repoOfRow } from '../repo-row.ts';
import { sql } from '../tables.ts';
import type { ListRepos } from '../version-commands.ts';

export const listRepos: ListRepos = async (versions, { organisation, after, limit = 1000 }) => {
  let query = sql.selectFrom('repo').selectAll().where('organisation', '=', organisation);
  if (after !== undefined) query = query.where('name', '>', after);
  const rows = await versions.db.read(query.orderBy('name').limit(limit + 1));
  const items = rows.slice(0, limit).map(repoOfRow);
  return { items, next: rows.length > limit ? (items[items.length - 1]?.name ?? null) : null };
};
