import { readCommit } from '../read-commit.ts';
import { emptyTree } from '../tree/edit-tree.ts';
import { type TreeChange, diffTrees } from '../tree/diff-trees.ts';
import { nodeSink } from '../tree/node-sink.ts';
import { afterPrefix } from '../tree/utf8-order.ts';
import type { Diff } from '../version-commands.ts';
import type { CommitId, DiffItem, RefLike, Repo } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { headOrNone } from './name-head.ts';

export const diff: Diff = async (versions, task) => {
  const { repo, from, to, prefix = '', after, limit = 1000, renames = true } = task;
  const changes: TreeChange[] = [];
  const left = await treeOf(versions, repo, from);
  const right = await treeOf(versions, repo, to);
  let next: string | null = null;
  for await (const change of diffTrees(left.reader, left.root, right.root, {
    after,
    from: prefix,
    until: prefix === '' ? null : afterPrefix(prefix),
  })) {
    if (changes.length === limit) {
      next = changes[changes.length - 1]?.path ?? null;
      break;
    }
    changes.push(change);
  }
  const items = changes.map(itemOf);
  return { items: renames ? withRenames(items) : items, next };
};

const itemOf = ({ path, from, to }: TreeChange): DiffItem => ({
  path,
  change: from === null ? 'added' : to === null ? 'removed' : 'modified',
  from,
  to,
});

/** A removed and an added file of equal bytes are one renamed file, shown where it went. */
const withRenames = (items: readonly DiffItem[]): DiffItem[] => {
  const removed = new Map<string, DiffItem[]>();
  for (const item of items) {
    if (item.change !== 'removed' || item.from === null) continue;
    const same = removed.get(item.from.sha256);
    if (same === undefined) removed.set(item.from.sha256, [item]);
    else same.push(item);
  }
  const gone = new Set<DiffItem>();
  const renamed = items.map((item): DiffItem => {
    if (item.change !== 'added' || item.to === null) return item;
    const old = removed.get(item.to.sha256)?.shift();
    if (old === undefined) return item;
    gone.add(old);
    return { ...item, change: 'renamed', from: old.from, oldPath: old.path };
  });
  return renamed.filter((item) => !gone.has(item));
};

/** The tree that a ref names; null, or a branch without commits, is the tree without files. */
const treeOf = async (versions: Versions, repo: Repo, ref: RefLike | null) => {
  const commit: CommitId | null = ref === null ? null : (await headOrNone(versions, { repo, ref })).commit;
  const reader = nodeSink({ reader: versions.nodes });
  const root = commit === null ? emptyTree(reader).hash : (await readCommit(versions, repo, commit)).tree;
  return { reader, root };
};
