import { AppError } from '../../shared/errors/app-error.ts';
import type { CopyEntry } from '../version-commands.ts';
import { getEntry } from './get-entry.ts';
import { stageChanges } from './stage-changes.ts';

export const copyEntry: CopyEntry = async (
  versions,
  { from, to, contentType, metadata, precondition, author, ifHead },
) => {
  const found = await getEntry(versions, from);
  if (found === null) {
    const ref = typeof from.ref === 'string' ? from.ref : (from.ref.commit ?? 'head');
    throw new AppError('file.not_found', { repo: from.repo.name, ref, path: from.path });
  }
  const { entries, commit } = await stageChanges(versions, {
    repo: to.repo,
    branch: to.branch,
    changes: [
      {
        type: 'put',
        path: to.path,
        object: { sha256: found.sha256, size: found.size, md5: found.etag, pending: { type: 'stored' } },
        contentType: contentType ?? found.contentType,
        metadata: metadata ?? found.metadata,
        etag: found.etag,
        precondition,
      },
    ],
    author,
    ...(ifHead === undefined ? {} : { ifHead }),
  });
  const [entry] = entries;
  if (!entry) throw new Error('a staged copy has an entry');
  return { entry, commit };
};
