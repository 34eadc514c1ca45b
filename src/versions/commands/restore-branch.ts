import { mutate } from '../../db/mutate.ts';
import { buildCommit } from '../build-commit.ts';
import { holdCommit } from '../hold-commit.ts';
import { readCommit } from '../read-commit.ts';
import { checkHead, requireBranch } from '../require-branch.ts';
import { sealBranch } from '../seal-branch.ts';
import { diffTrees } from '../tree/diff-trees.ts';
import { emptyTree } from '../tree/edit-tree.ts';
import { nodeSink } from '../tree/node-sink.ts';
import type { RestoreBranch } from '../version-commands.ts';
import type { Edit } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { nameHead } from './name-head.ts';

export const restoreBranch: RestoreBranch = async (versions, task) => {
  const { repo, branch, to, author, message, ifHead, also = [] } = task;
  const { uid } = await requireBranch(versions, repo, branch);
  const { commit: target } = await nameHead(versions, { repo, ref: to });
  // What is uncommitted is committed first, under any policy: restoring loses nothing.
  const left = await versions.settlers.settle({ repo, branch, ifHead, author });
  let seen = left === undefined || ifHead === undefined ? ifHead : left;
  return versions.locks.run(uid, async () => {
    const sealed = await sealBranch(versions, { repo, branch, ifHead: seen });
    if (seen !== undefined && sealed !== null) seen = sealed.id;
    const planned = await mutate(versions.db, async () => {
      const ref = await requireBranch(versions, repo, branch);
      checkHead(repo, ref, seen);
      const wanted = await readCommit(versions, repo, target);
      const current = ref.head === null ? null : await readCommit(versions, repo, ref.head);
      const built = await buildCommit(versions, {
        repo,
        ref,
        edits: editsBetween(versions, current?.tree ?? null, wanted.tree),
        message: message ?? `Restore ${target.slice(0, 12)}`,
        authors: [{ ...author, count: 1 }],
        madeBy: { type: 'person', ...author },
        provenance: wanted.provenance,
      });
      if (built === null) return { plan: [], value: null };
      const plan = [holdCommit(repo, target, versions.clock()), ...built.statements, ...also];
      return { plan, value: built };
    });
    planned?.landed();
    return planned?.commit ?? null;
  });
};

/** The edits that turn one tree into another; the cost follows the difference. */
async function* editsBetween(versions: Versions, from: string | null, to: string): AsyncGenerator<Edit> {
  const reader = nodeSink({ reader: versions.nodes });
  for await (const change of diffTrees(reader, from ?? emptyTree(reader).hash, to, { exact: true })) {
    yield { path: change.path, entry: change.to };
  }
}
