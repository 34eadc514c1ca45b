import { openUpload } from '../open-upload.ts';
import { sendEmpty } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';

export const abortMultipartUpload: S3Operation = async (call) => {
  const { upload } = await openUpload(call);
  await call.store.abortUpload({ upload });
  sendEmpty(call, 204);
};
