import { branchOfRow } from '../ref-row.ts';
import { sql } from '../tables.ts';
import type { ListBranches } from '../version-commands.ts';

export const listBranches: ListBranches = async (versions, { repo, after, limit = 1000 }) => {
  let query = sql.selectFrom('ref').selectAll().where('repo', '=', repo.uid).where('type', '=', 'branch');
  if (after !== undefined) query = query.where('name', '>', after);
  const rows = await versions.db.read(query.orderBy('name').limit(limit + 1));
  const items = rows.slice(0, limit).map(branchOfRow);
  return { items, next: rows.length > limit ? (items[items.length - 1]?.name ?? null) : null };
};
