import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import { sql } from '../tables.ts';
import { dropUpload, requireUpload } from '../upload-row.ts';
import type { CompleteUpload } from '../version-commands.ts';
import { stageChanges } from './stage-changes.ts';

/** The parts are joined into one new object, then freed; the ETag is that of S3: MD5 of the MD5s, and their number. */
export const completeUpload: CompleteUpload = async (
  versions,
  { repo, upload, parts, precondition, ifHead },
) => {
  await requireUpload(versions, repo.uid, upload.id);
  const rows = await versions.db.read(
    sql.selectFrom('upload_part').selectAll().where('upload', '=', upload.id),
  );
  const known = new Map(rows.map((row) => [row.number, row]));
  const chosen = parts.map(({ number, etag }) => {
    const row = known.get(number);
    if (row === undefined || row.md5 !== etag.replaceAll('"', '')) {
      throw new AppError('upload.part_invalid', { number });
    }
    return row;
  });
  const unordered = chosen.find((row, i) => i > 0 && row.number <= (chosen[i - 1]?.number ?? 0));
  if (unordered !== undefined || chosen.length === 0) {
    throw new AppError('upload.part_invalid', { number: unordered?.number ?? 0, order: true });
  }
  const joined = async function* () {
    for (const { storage, size } of chosen) yield* versions.backend.getRange(storage, 0, size);
  };
  const object = await versions.objects.write(joined());
  const md5s = createHash('md5');
  for (const { md5 } of chosen) md5s.update(md5, 'hex');
  const { entries, commit } = await stageChanges(versions, {
    repo,
    branch: upload.branch,
    changes: [
      {
        type: 'put',
        path: upload.path,
        object,
        contentType: upload.contentType,
        metadata: upload.metadata,
        etag: `${md5s.digest('hex')}-${chosen.length}`,
        precondition,
      },
    ],
    author: upload.author,
    ifHead,
  });
  await dropUpload(versions, upload.id);
  const [entry] = entries;
  if (!entry) throw new Error('a staged upload has an entry');
  return { entry, commit };
};
