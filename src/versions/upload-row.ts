import { AppError } from '../shared/errors/app-error.ts';
import { sql, type VersionTables } from './tables.ts';
import type { Upload, UploadPart } from './version-commands.ts';
import type { Versions } from './versions.ts';

export const uploadOfRow = (row: VersionTables['upload']): Upload => ({
  id: row.id,
  repo: row.repo,
  branch: row.branch,
  path: row.path,
  contentType: row.content_type,
  metadata: row.metadata === '' ? {} : Object.fromEntries(JSON.parse(row.metadata) as [string, string][]),
  startedAt: row.started_at,
  author: { id: row.author, name: row.author_name },
});

export const partOfRow = (row: VersionTables['upload_part']): UploadPart => ({
  number: row.number,
  size: row.size,
  etag: row.md5,
  modified: row.modified,
});

/** AppError upload.not_found. */
export const requireUpload = async (versions: Versions, repo: string, id: string): Promise<Upload> => {
  const [row] = await versions.db.lookup(
    sql.selectFrom('upload').selectAll().where('id', '=', id).where('repo', '=', repo),
  );
  if (row === undefined) throw new AppError('upload.not_found', { id });
  return uploadOfRow(row);
};

/** Takes off an upload and its parts' rows, then the parts' bytes, which nothing else names. */
export const dropUpload = async (versions: Versions, id: string): Promise<void> => {
  const parts = await versions.db.read(
    sql.selectFrom('upload_part').select('storage').where('upload', '=', id),
  );
  await versions.db.write([
    { sql: 'delete from upload_part where upload = ?', parameters: [id] },
    { sql: 'delete from upload where id = ?', parameters: [id] },
  ]);
  for (const { storage } of parts) await versions.backend.delete(storage);
};
