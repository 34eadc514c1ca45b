import { AppError } from '../../shared/errors/app-error.ts';
import { requireBranch } from '../require-branch.ts';
import { sealBranch } from '../seal-branch.ts';
import type { NameHead } from '../version-commands.ts';
import type { CommitId, RefLike, Repo } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { resolveRef } from './resolve-ref.ts';
import { stagedCount } from './staged-count.ts';

export const nameHead: NameHead = async (versions, { repo, ref }) => {
  const { commit, leftOut } = await headOrNone(versions, { repo, ref });
  if (commit === null) {
    throw new AppError('commit.none', { repo: repo.name, ref: typeof ref === 'string' ? ref : 'head' });
  }
  return { commit, leftOut };
};

/** Like `nameHead`, with null for a branch that has no commit. */
export const headOrNone = async (
  versions: Versions,
  { repo, ref }: { repo: Repo; ref: RefLike },
): Promise<{ commit: CommitId | null; leftOut: number }> => {
  const resolved = await resolveRef(versions, { repo, ref });
  if (resolved.type !== 'branch') return { commit: resolved.commit, leftOut: 0 };
  if (resolved.policy.type !== 'manual') await versions.settlers.settle({ repo, branch: resolved.name });
  const row = await requireBranch(versions, repo, resolved.name);
  if (row.staged_first === null) return { commit: row.head, leftOut: 0 };
  if (resolved.policy.type === 'manual') {
    return { commit: row.head, leftOut: await stagedCount(versions, { repo, branch: resolved.name }) };
  }
  const sealed = await versions.locks.run(row.uid, () => sealBranch(versions, { repo, branch: row.name }));
  if (sealed !== null) return { commit: sealed.id, leftOut: 0 };
  return { commit: (await requireBranch(versions, repo, resolved.name)).head, leftOut: 0 };
};
