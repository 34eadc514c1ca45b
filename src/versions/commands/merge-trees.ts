import { readCommit } from '../read-commit.ts';
import { diffTrees, type TreeChange } from '../tree/diff-trees.ts';
import { emptyTree, sameFile } from '../tree/edit-tree.ts';
import { nodeSink } from '../tree/node-sink.ts';
import { findInTree } from '../tree/walk-tree.ts';
import type { MergeSides, MergeTrees } from '../version-commands.ts';
import type { Edit, Entry } from '../version-store.ts';

/** Cost follows what theirs changed since the base. */
export const mergeTrees: MergeTrees = async (versions, { repo, base, ours, theirs, mergeFile }) => {
  const reader = nodeSink({ reader: versions.nodes });
  const treeOf = async (commit: string | null): Promise<string> =>
    commit === null ? emptyTree(reader).hash : (await readCommit(versions, repo, commit)).tree;
  const [baseTree, ourTree, theirTree] = [await treeOf(base), await treeOf(ours), await treeOf(theirs)];
  const edits: Edit[] = [];
  const conflicts: MergeSides[] = [];
  for await (const { path, from, to } of diffTrees(reader, baseTree, theirTree, {
    exact: true,
  }) as AsyncIterable<TreeChange>) {
    const mine = await findInTree(reader, ourTree, path);
    if (equal(mine, to)) continue;
    if (equal(mine, from)) {
      edits.push({ path, entry: to });
      continue;
    }
    const sides = { path, base: from, ours: mine, theirs: to };
    const merged = await mergeFile?.(sides);
    if (merged === undefined) conflicts.push(sides);
    else if (!equal(merged, mine)) edits.push({ path, entry: merged });
  }
  return { edits, conflicts };
};

const equal = (a: Entry | null, b: Entry | null): boolean =>
  a === null || b === null ? a === b : sameFile(a, b);
