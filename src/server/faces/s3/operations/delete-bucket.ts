import { ifHead, openBranch } from '../open-bucket.ts';
import { sendEmpty } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/**
 * Deletes an empty branch, and its repo when it was the last one and no tag keeps a state. Pachyderm's rule;
 * a bare repo that still has other branches is refused, since its name stands for all of them.
 */
export const deleteBucket: S3Operation = async (call) => {
  const { repo, branch } = await openBranch(call);
  const files = await call.store.listEntries({ repo, ref: branch, limit: 1 });
  if (files.items.length > 0)
    throw new S3Error('BucketNotEmpty', `${repo.name}@${branch} still has files. Delete them first.`);
  const others = (await call.store.listBranches({ repo, limit: 2 })).items.filter(
    ({ name }) => name !== branch,
  );
  const tags = (await call.store.listTags({ repo, limit: 1 })).items;
  if (others.length === 0 && tags.length === 0)
    await call.store.deleteRepo(call.caller.actor, { repo: repo.name });
  else if (!call.bucket.includes('.'))
    throw new S3Error(
      'BucketNotEmpty',
      `${repo.name} has other branches or tags (${[...others, ...tags].map(({ name }) => name).join(', ')}). Delete those first.`,
    );
  else await call.store.deleteBranch({ repo, name: branch, ...ifHead(call) });
  sendEmpty(call, 204);
};
