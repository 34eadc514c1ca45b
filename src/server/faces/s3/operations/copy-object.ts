import { openCopySource } from '../copy-source.ts';
import { ifHead, openBranch } from '../open-bucket.ts';
import { refuseUnkept } from '../refuse-unkept.ts';
import { sendXml, xmlTime } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { readStoredHeaders } from '../stored-headers.ts';
import { readWriteCondition, withWriteCondition } from '../write-conditions.ts';

/** Stages the same object under another key; no bytes move. */
export const copyObject: S3Operation = async (call) => {
  const bucket = await openBranch(call);
  refuseUnkept(call);
  const directive = call.header('x-amz-metadata-directive') ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw new S3Error('InvalidArgument', 'x-amz-metadata-directive is COPY or REPLACE.');
  const source = await openCopySource(call);
  const { entry } = source;
  if (
    directive === 'COPY' &&
    source.bucket === call.bucket &&
    source.key === call.key &&
    source.commit === undefined
  )
    throw new S3Error(
      'InvalidRequest',
      'This copies an object onto itself without changing anything about it.',
    );
  const stored = directive === 'REPLACE' ? readStoredHeaders(call.request.headers) : entry;
  const { commit, entries } = await withWriteCondition(call, bucket, () =>
    call.store.writeFiles(call.caller.actor, {
      ...bucket,
      changes: [
        {
          type: 'put',
          path: call.key,
          object: {
            sha256: entry.sha256,
            size: entry.size,
            md5: entry.etag.slice(0, 32),
            pending: { type: 'stored' },
          },
          contentType: stored.contentType,
          metadata: stored.metadata,
          etag: entry.etag,
          ...readWriteCondition(call),
        },
      ],
      ...ifHead(call),
    }),
  );
  const copy = entries[0] ?? entry;
  sendXml(
    call,
    'CopyObjectResult',
    [
      ['LastModified', xmlTime(copy.modified)],
      ['ETag', `"${copy.etag}"`],
    ],
    { 'x-amz-copy-source-version-id': source.commit, 'x-amz-version-id': commit?.id },
  );
};
