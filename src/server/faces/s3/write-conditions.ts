import { AppError } from '../../../shared/errors/app-error.ts';
import type { Precondition } from '../../../versions/version-store.ts';
import { parseEtags } from './etag-list.ts';
import type { WriteBucket } from './open-bucket.ts';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

/** If-Match and If-None-Match of a write, as the store takes them. */
export const readWriteCondition = (call: S3Call): { precondition?: Precondition } => {
  const match = call.header('if-match');
  const noneMatch = call.header('if-none-match');
  if (match !== undefined && noneMatch !== undefined)
    throw new S3Error('InvalidRequest', 'Send one of If-Match and If-None-Match.');
  if (match !== undefined) return { precondition: { type: 'if-match', etag: one(match, 'If-Match') } };
  if (noneMatch === undefined) return {};
  return {
    precondition: {
      type: 'if-none-match',
      etag: parseEtags(noneMatch) === '*' ? '*' : one(noneMatch, 'If-None-Match'),
    },
  };
};

/** Runs a conditional write; as S3 does, If-Match on a key that is not there says NoSuchKey. */
export const withWriteCondition = async <T>(
  call: S3Call,
  bucket: WriteBucket,
  write: () => Promise<T>,
): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (
      error instanceof AppError &&
      error.code === 'object.precondition' &&
      call.header('if-match') !== undefined
    ) {
      const entry = await call.store.getEntry({ repo: bucket.repo, ref: bucket.branch, path: call.key });
      if (entry === null) throw new S3Error('NoSuchKey');
    }
    throw error;
  }
};

const one = (header: string, name: string): string => {
  const etags = parseEtags(header);
  if (etags === '*')
    throw new S3Error('NotImplemented', `${name}: * is not implemented for writes; send the ETag.`);
  if (etags.length !== 1 || etags[0] === undefined)
    throw new S3Error('InvalidRequest', `${name} of a write takes one ETag.`);
  return etags[0];
};
