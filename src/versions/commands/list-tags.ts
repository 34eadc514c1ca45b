import { sql } from '../tables.ts';
import type { ListTags } from '../version-commands.ts';

export const listTags: ListTags = async (versions, { repo, after, limit = 1000 }) => {
  let query = sql.selectFrom('ref').selectAll().where('repo', '=', repo.uid).where('type', '=', 'tag');
  if (after !== undefined) query = query.where('name', '>', after);
  const rows = await versions.db.read(query.orderBy('name').limit(limit + 1));
  const items = rows.slice(0, limit).map((row) => ({ name: row.name, commit: row.head as string }));
  return { items, next: rows.length > limit ? (items[items.length - 1]?.name ?? null) : null };
};
