import type { FileEntry } from '../version-store.ts';
import { levelCursor, lowerBound } from './tree-cursor.ts';
import { isLeaf, type NodeReader } from './tree-node.ts';

/** The entry at `path`, or null. */
export const findInTree = async (
  reader: NodeReader,
  root: string,
  path: string,
): Promise<FileEntry['entry'] | null> => {
  let hash = root;
  for (;;) {
    const read = reader.read(hash);
    const node = read instanceof Promise ? await read : read;
    const index = lowerBound(node.keys, path);
    if (index === node.keys.length) return null;
    if (isLeaf(node)) return node.keys[index] === path ? (node.values[index] ?? null) : null;
    hash = (node.values[index] as { hash: string }).hash;
  }
};

/** A place in the sorted files of a tree that can be moved forward by one or to any key. */
export type TreeWalk = {
  /** Goes to the first file whose path is not before `path`. */
  seek(path: string): Promise<void>;
  /** The file here, or null past the end. */
  readonly current: FileEntry | null;
  next(): Promise<void>;
};

export const walkTree = (reader: NodeReader, root: string): TreeWalk => {
  const cursor = levelCursor(reader, root, 0);
  let index = 0;
  let current: FileEntry | null = null;
  const settle = async (): Promise<void> => {
    for (;;) {
      const node = cursor.node();
      const path = node.keys[index];
      if (path !== undefined && isLeaf(node)) {
        current = { path, entry: node.values[index] as FileEntry['entry'] };
        return;
      }
      index = 0;
      if (cursor.isLast() || !(await cursor.next())) {
        current = null;
        return;
      }
    }
  };
  return {
    async seek(path) {
      await cursor.seek(path);
      index = lowerBound(cursor.node().keys, path);
      await settle();
    },
    get current() {
      return current;
    },
    async next() {
      index++;
      await settle();
    },
  };
};
