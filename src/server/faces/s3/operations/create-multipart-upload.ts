import { openBranch } from '../open-bucket.ts';
import { refuseUnkept } from '../refuse-unkept.ts';
import { sendXml } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { readStoredHeaders } from '../stored-headers.ts';

export const createMultipartUpload: S3Operation = async (call) => {
  const bucket = await openBranch(call);
  refuseUnkept(call);
  const stored = readStoredHeaders(call.request.headers);
  const upload = await call.store.createUpload({ ...bucket, path: call.key, ...stored, author: call.author });
  sendXml(call, 'InitiateMultipartUploadResult', [
    ['Bucket', call.bucket],
    ['Key', call.key],
    ['UploadId', upload.id],
  ]);
};
