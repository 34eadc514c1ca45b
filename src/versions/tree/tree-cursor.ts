import { isLeaf, type NodeReader, type TreeNode } from './tree-node.ts';
import { compareUtf8 } from './utf8-order.ts';

/** The index of the first key that is not before `key`; `keys.length` when all are. */
export const lowerBound = (keys: readonly string[], key: string): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Walks the nodes of one level from left to right. */
export type LevelCursor = {
  /** Goes to the node that holds `key` or would: the first whose last key is not before it, else the last node. */
  seek(key: string): Promise<void>;
  /** Goes to the next node; false when there is none. */
  next(): Promise<boolean>;
  node(): TreeNode;
  /** The node's own hash. */
  hash(): string;
  isLast(): boolean;
};

/** A cursor over the nodes of `level`; the tree must be at least that high. */
export const levelCursor = (reader: NodeReader, root: string, level: number): LevelCursor => {
  let path: { hash: string; node: TreeNode; index: number }[] = [];

  const descend = async (hash: string, pick: (node: TreeNode) => number): Promise<void> => {
    let at = hash;
    for (;;) {
      const read = reader.read(at);
      const node = read instanceof Promise ? await read : read;
      if (node.level === level || isLeaf(node)) {
        path.push({ hash: at, node, index: 0 });
        return;
      }
      const index = pick(node);
      path.push({ hash: at, node, index });
      at = (node.values[index] as { hash: string }).hash;
    }
  };
  const top = () => path[path.length - 1] as { hash: string; node: TreeNode };

  return {
    async seek(key) {
      path = [];
      await descend(root, (node) => Math.min(lowerBound(node.keys, key), node.keys.length - 1));
    },
    async next() {
      path.pop();
      while (path.length > 0) {
        const step = path[path.length - 1] as { node: TreeNode; index: number };
        if (step.index + 1 < step.node.keys.length && !isLeaf(step.node)) {
          step.index++;
          await descend((step.node.values[step.index] as { hash: string }).hash, () => 0);
          return true;
        }
        path.pop();
      }
      return false;
    },
    node: () => top().node,
    hash: () => top().hash,
    isLast: () => path.slice(0, -1).every((step) => step.index === step.node.keys.length - 1),
  };
};
