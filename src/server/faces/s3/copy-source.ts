import type { Entry } from '../../../versions/version-store.ts';
import { atVersion, openBucket, pinnedCommit } from './open-bucket.ts';
import { decodePercent } from './raw-url.ts';
import { checkConditions } from './read-conditions.ts';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

export type CopySource = {
  readonly entry: Entry;
  readonly bucket: string;
  readonly key: string;
  readonly commit: string | undefined;
};

/** Reads `x-amz-copy-source` (`/bucket/key?versionId=…`, percent-encoded) with its conditions. */
export const openCopySource = async (call: S3Call): Promise<CopySource> => {
  const header = call.header('x-amz-copy-source') ?? '';
  const match = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=(.*))?$/.exec(header);
  if (!match) throw new S3Error('InvalidArgument', 'x-amz-copy-source must be bucket/key, percent-encoded.');
  const bucket = decodePercent(match[1] ?? '');
  const key = decodePercent(match[2] ?? '');
  const versionId = match[3] === undefined ? undefined : decodePercent(match[3]);
  const { repo, ref } = await atVersion(call, await openBucket(call, bucket), versionId);
  const entry = await call.store.getEntry({ repo, ref, path: key });
  if (entry === null) throw new S3Error('NoSuchKey', undefined, { Key: key });
  const condition = (name: string) => call.header(`x-amz-copy-source-if-${name}`);
  const outcome = checkConditions(
    {
      ifMatch: condition('match'),
      ifNoneMatch: condition('none-match'),
      ifModifiedSince: condition('modified-since'),
      ifUnmodifiedSince: condition('unmodified-since'),
    },
    entry,
  );
  if (outcome !== 'ok') throw new S3Error('PreconditionFailed');
  return { entry, bucket, key, commit: pinnedCommit(ref) };
};
