import { ifHead, openBranch } from '../open-bucket.ts';
import { sendEmpty } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { readWriteCondition, withWriteCondition } from '../write-conditions.ts';

/** Stages the removal; the commits before keep the file. What is not there is deleted already. */
export const deleteObject: S3Operation = async (call) => {
  const bucket = await openBranch(call);
  const versionId = call.query('versionId');
  if (versionId !== undefined && versionId !== 'null')
    throw new S3Error('NotImplemented', 'A commit never changes; its files cannot be deleted one by one.');
  const condition = readWriteCondition(call);
  const { commit } = await withWriteCondition(call, bucket, () =>
    call.store.writeFiles(call.caller.actor, {
      ...bucket,
      changes: [{ type: 'delete', path: call.key, ...condition }],
      ...ifHead(call),
    }),
  );
  sendEmpty(call, 204, { 'x-amz-version-id': commit?.id });
};
