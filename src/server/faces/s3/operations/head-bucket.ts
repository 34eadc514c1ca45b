import { openBucket } from '../open-bucket.ts';
import { sendEmpty } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';

/** The region is any; clients that ask for one are told the one that needs no redirect. */
export const headBucket: S3Operation = async (call) => {
  await openBucket(call);
  sendEmpty(call, 200, { 'x-amz-bucket-region': 'us-east-1', 'content-type': 'application/xml' });
};
