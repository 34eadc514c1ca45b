import { S3Error } from './s3-error.ts';

/** `[ref.]repo`, or `commit.branch.repo`. Without a ref the repo's default branch is meant. */
export type BucketName = { readonly repo: string; readonly ref?: string; readonly branch?: string };

const name = /^[A-Za-z0-9_-]{1,63}$/;
const commit = /^[0-9a-f]{8,64}$/;

/** Splits a bucket's name. Throws InvalidBucketName. */
export const parseBucketName = (bucket: string): BucketName => {
  const parts = bucket.split('.');
  if (parts.length > 3 || parts.some((part) => !name.test(part) && !commit.test(part))) throw invalid(bucket);
  const [repo = '', ref, id] = parts.reverse();
  if (!name.test(repo)) throw invalid(bucket);
  if (id !== undefined) {
    if (!commit.test(id)) throw invalid(bucket);
    return { repo, branch: ref as string, ref: id };
  }
  return ref === undefined ? { repo } : { repo, ref };
};

const invalid = (bucket: string) => new S3Error('InvalidBucketName', undefined, { BucketName: bucket });
