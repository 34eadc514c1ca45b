import { createHash } from 'node:crypto';
import { isLeaf, type TreeNode } from './tree-node.ts';

/**
 * A node's data id: a fold of (path, sha256) alone. Since boundaries depend on keys only, equal contents
 * have equal data ids, whatever their times, types, metadata or history.
 */
export const dataIdOf = (node: TreeNode): string => {
  const hash = createHash('sha256');
  hash.update(`labelwright data 1 ${node.level}\n`);
  if (isLeaf(node)) {
    let text = '';
    for (const [i, key] of node.keys.entries())
      text += `${node.values[i]?.sha256} ${Buffer.byteLength(key)} ${key}\n`;
    return hash.update(text).digest('hex');
  }
  let text = '';
  for (const child of node.values) text += `${child.fold}\n`;
  return hash.update(text).digest('hex');
};
