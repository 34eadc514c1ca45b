import { openBranch, type WriteBucket } from './open-bucket.ts';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import type { Upload } from '../../../versions/version-commands.ts';

/** The upload that `uploadId` names, if it is one of this bucket and key. Throws NoSuchUpload. */
export const openUpload = async (call: S3Call): Promise<WriteBucket & { readonly upload: Upload }> => {
  const bucket = await openBranch(call);
  const upload = await call.store.getUpload({ repo: bucket.repo, id: call.query('uploadId') ?? '' });
  if (upload.branch !== bucket.branch || upload.path !== call.key) throw new S3Error('NoSuchUpload');
  return { ...bucket, upload };
};
