import { ifHead, openBranch } from '../open-bucket.ts';
import { refuseUnkept } from '../refuse-unkept.ts';
import { sendEmpty } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { readStoredHeaders } from '../stored-headers.ts';
import { readWriteCondition, withWriteCondition } from '../write-conditions.ts';

/** Streams the body into the store, then stages it on the branch. Under the policy `each` the answer names the commit. */
export const putObject: S3Operation = async (call) => {
  const bucket = await openBranch(call);
  refuseUnkept(call);
  const condition = readWriteCondition(call);
  const stored = readStoredHeaders(call.request.headers);
  const body = call.body();
  const object = await call.store.writeObject({ body: body.bytes });
  const { commit, entries } = await withWriteCondition(call, bucket, () =>
    call.store.writeFiles(call.caller.actor, {
      ...bucket,
      changes: [{ type: 'put', path: call.key, object, ...stored, ...condition }],
      ...ifHead(call),
    }),
  );
  sendEmpty(call, 200, {
    etag: `"${entries[0]?.etag ?? object.md5}"`,
    ...body.verified(),
    'x-amz-version-id': commit?.id,
  });
};
