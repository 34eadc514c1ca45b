import { AppError } from '../../../shared/errors/app-error.ts';
import { includesRole, type Role } from '../../../shared/contract/op.ts';
import type { Repo, ResolvedRef } from '../../../versions/version-store.ts';
import { parseBucketName } from './bucket-name.ts';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

export type ReadBucket = { readonly repo: Repo; readonly ref: ResolvedRef };
export type WriteBucket = { readonly repo: Repo; readonly branch: string };

/** Reading a repo needs a reviewer of its organisation, writing a manager; another organisation's is not there. */
export const requireRole = (call: S3Call, role: Role): void => {
  if (!includesRole(call.caller.actor.role, role))
    throw new S3Error('AccessDenied', `This needs the role ${role}. Ask an owner of the organisation.`);
};

/** The repo and ref that a bucket's name means. Throws NoSuchBucket, AccessDenied, InvalidBucketName. */
export const openBucket = async (call: S3Call, bucket = call.bucket): Promise<ReadBucket> => {
  const { repo: name, ref, branch } = parseBucketName(bucket);
  requireRole(call, 'reviewer');
  const { organisation } = call.caller.actor;
  if (branch === undefined) return call.store.openRef({ organisation, name, ref });
  // the name's branch has to be there too, and the commit in its history
  const { repo, ref: held } = await call.store.openRef({ organisation, name, ref: branch });
  const found = await call.store.resolveRef({ repo, ref: ref ?? repo.defaultBranch });
  if (held.type !== 'commit' && found.type === 'commit') {
    const { commit } = found;
    if (!(await call.store.wasOnBranch({ repo, branch: held, commit })))
      throw new AppError('commit.not_on_branch', { repo: repo.name, branch, commit: commit.slice(0, 12) });
  }
  return { repo, ref: found };
};

/** The branch that a bucket's name means, to write to. Throws MethodNotAllowed for tags and commits. */
export const openBranch = async (call: S3Call): Promise<WriteBucket> => {
  const { repo, ref } = await openBucket(call);
  requireRole(call, 'manager');
  if (ref.type !== 'branch')
    throw new S3Error(
      'MethodNotAllowed',
      ref.type === 'tag'
        ? `${ref.name} is a tag, which never changes. Write to a branch: <branch>.${repo.name}.`
        : `${call.bucket} is a commit, which never changes. Write to a branch: <branch>.${repo.name}.`,
    );
  return { repo, branch: ref.name };
};

/** The state of a repo at `versionId`, when one is asked for; else at the bucket's own ref. */
export const atVersion = async (
  call: S3Call,
  bucket: ReadBucket,
  versionId: string | undefined,
): Promise<ReadBucket> => {
  if (versionId === undefined || versionId === 'null') return bucket;
  if (!/^[0-9a-f]{8,64}$/.test(versionId))
    throw new S3Error('InvalidArgument', 'versionId must be the id of a commit.');
  try {
    return { repo: bucket.repo, ref: await call.store.resolveRef({ repo: bucket.repo, ref: versionId }) };
  } catch (error) {
    if (error instanceof AppError && error.status === 404) throw new S3Error('NoSuchVersion');
    throw error;
  }
};

/** The commit that a ref pins, if it does: a branch's state may hold more than its head. */
export const pinnedCommit = (ref: ResolvedRef): string | undefined =>
  ref.type === 'branch' ? undefined : ref.commit;

/** `x-lw-if-head: <commit>`, or `none` for a branch without a commit. */
export const ifHead = (call: S3Call): { ifHead?: string | null } => {
  const value = call.header('x-lw-if-head');
  return value === undefined ? {} : { ifHead: value === 'none' ? null : value };
};
