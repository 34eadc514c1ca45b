import { S3Error } from './s3-error.ts';

/** Why a text cannot be a key, or undefined. */
export const checkKey = (key: string): S3Error | undefined => {
  if (key === '') return new S3Error('InvalidArgument', 'A key is not empty.');
  if (key.includes('\0')) return new S3Error('InvalidArgument', 'A key holds no NUL.');
  if (/\p{Surrogate}/u.test(key)) return new S3Error('InvalidArgument', 'A key is UTF-8.');
  return Buffer.byteLength(key) > 1024 ? new S3Error('KeyTooLongError') : undefined;
};
