import type { Entry } from '../version-store.ts';

/** A link to a node: its hash, its data id (fold of path and sha256) and the number of files below. */
export type Child = { readonly hash: string; readonly fold: string; readonly count: number };

/** Keys are sorted by UTF-8 bytes; an inner node's keys are the last keys of its children. */
export type LeafNode = {
  readonly level: 0;
  readonly keys: readonly string[];
  readonly values: readonly Entry[];
};
export type InnerNode = {
  readonly level: number;
  readonly keys: readonly string[];
  readonly values: readonly Child[];
};
export type TreeNode = LeafNode | InnerNode;

export const isLeaf = (node: TreeNode): node is LeafNode => node.level === 0;

/** How many files are below a node. */
export const countOf = (node: TreeNode): number =>
  isLeaf(node) ? node.keys.length : node.values.reduce((sum, child) => sum + child.count, 0);

/** Reads nodes by hash; answers at once when the node is at hand. */
export type NodeReader = { read(hash: string): TreeNode | Promise<TreeNode> };
