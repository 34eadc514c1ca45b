import { sql } from '../tables.ts';
import { partOfRow } from '../upload-row.ts';
import type { ListParts } from '../version-commands.ts';

export const listParts: ListParts = async (versions, { upload, after = 0, limit = 1000 }) => {
  const rows = await versions.db.read(
    sql
      .selectFrom('upload_part')
      .selectAll()
      .where('upload', '=', upload.id)
      .where('number', '>', after)
      .orderBy('number')
      .limit(limit + 1),
  );
  return { items: rows.slice(0, limit).map(partOfRow), more: rows.length > limit };
};
