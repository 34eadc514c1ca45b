import { AppError } from '../../../../shared/errors/app-error.ts';
import { reservedRepoNames } from '../../../../shared/repo-names.ts';
import type { Repo } from '../../../../versions/version-store.ts';
import { parseBucketName } from '../bucket-name.ts';
import { requireRole } from '../open-bucket.ts';
import { sendEmpty } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** `x` makes the repo x with its default branch; `b.x` makes the branch b, and the repo when it is not there. */
export const createBucket: S3Operation = async (call) => {
  const { repo: name, ref, branch } = parseBucketName(call.bucket);
  requireRole(call, 'manager');
  if (branch !== undefined)
    throw new S3Error(
      'InvalidBucketName',
      'A commit cannot be made as a bucket. Make `repo` or `branch.repo`.',
    );
  if (reservedRepoNames.has(name))
    throw new S3Error('InvalidBucketName', `"${name}" is a path of the app. Choose another name.`);
  if (ref !== undefined && /^[0-9a-f]{8,64}$/.test(ref))
    throw new S3Error('InvalidBucketName', 'A branch may not look like a commit (8 to 64 hex digits).');
  const { organisation } = call.caller.actor;
  if (ref === undefined) await call.store.createRepo(call.caller.actor, { name });
  else {
    const existing = await call.store.getRepo({ organisation, name }).catch(nullWhenMissing);
    const repo = existing ?? (await call.store.createRepo(call.caller.actor, { name }));
    // A new repo has its default branch already.
    if (existing || ref !== repo.defaultBranch) await call.store.createBranch({ repo, name: ref });
  }
  sendEmpty(call, 200, { location: `/${call.bucket}` });
};

const nullWhenMissing = (error: unknown): Repo | null => {
  if (error instanceof AppError && error.code === 'repo.not_found') return null;
  throw error;
};
