import { sql } from '../tables.ts';
import { afterPrefix } from '../tree/utf8-order.ts';
import { uploadOfRow } from '../upload-row.ts';
import type { ListUploads } from '../version-commands.ts';

/** By path, then id. */
export const listUploads: ListUploads = async (
  versions,
  { repo, branch, prefix = '', after, limit = 1000 },
) => {
  let query = sql
    .selectFrom('upload')
    .selectAll()
    .where('repo', '=', repo.uid)
    .where('branch', '=', branch)
    .where('path', '>=', prefix);
  const beyond = prefix === '' ? null : afterPrefix(prefix);
  if (beyond !== null) query = query.where('path', '<', beyond);
  if (after !== undefined) {
    query = query.where((eb) => eb(eb.refTuple('path', 'id'), '>', eb.tuple(after.path, after.id)));
  }
  const rows = await versions.db.read(
    query
      .orderBy('path')
      .orderBy('id')
      .limit(limit + 1),
  );
  return { items: rows.slice(0, limit).map(uploadOfRow), more: rows.length > limit };
};
