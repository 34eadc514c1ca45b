import { readCommit } from '../read-commit.ts';
import { emptyTree } from '../tree/edit-tree.ts';
import { diffTrees } from '../tree/diff-trees.ts';
import { nodeSink } from '../tree/node-sink.ts';
import { afterPrefix } from '../tree/utf8-order.ts';
import { findInTree } from '../tree/walk-tree.ts';
import type { Log } from '../version-commands.ts';
import type { Commit } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { resolveRef } from './resolve-ref.ts';

/** `after` is the id of the last commit of the page before. */
export const log: Log = async (versions, { repo, ref, path, after, limit = 100 }) => {
  const { commit: head } = await resolveRef(versions, { repo, ref });
  const items: Commit[] = [];
  if (head === null) return { items, next: null };
  // The newest that is not shown yet comes next; a child is never older than its parents.
  const open = [await readCommit(versions, repo, head)];
  const seen = new Set<string>([head]);
  let skipping = after !== undefined;
  while (open.length > 0) {
    open.sort((a, b) => a.time - b.time);
    const commit = open.pop() as Commit;
    const parents = await Promise.all(commit.parents.map((id) => readCommit(versions, repo, id)));
    for (const parent of parents) {
      if (seen.has(parent.id)) continue;
      seen.add(parent.id);
      open.push(parent);
    }
    if (skipping) {
      if (commit.id === after) skipping = false;
      continue;
    }
    if (path !== undefined && !(await changes(versions, { commit, parents, path }))) continue;
    if (items.length === limit) return { items, next: items[items.length - 1]?.id ?? null };
    items.push(commit);
  }
  return { items, next: null };
};

type Change = { readonly commit: Commit; readonly parents: readonly Commit[]; readonly path: string };

/** Whether the commit differs there from all of its parents; a path that ends in / is a folder. */
const changes = async (versions: Versions, { commit, parents, path }: Change): Promise<boolean> => {
  const reader = nodeSink({ reader: versions.nodes });
  const before = parents.length === 0 ? [emptyTree(reader).hash] : parents.map(({ tree }) => tree);
  for (const tree of before) {
    if (path.endsWith('/')) {
      const range = { from: path, until: afterPrefix(path) };
      const { done } = await diffTrees(reader, tree, commit.tree, range).next();
      if (done === true) return false;
    } else {
      const [a, b] = [await findInTree(reader, tree, path), await findInTree(reader, commit.tree, path)];
      if (a?.sha256 === b?.sha256) return false;
    }
  }
  return true;
};
