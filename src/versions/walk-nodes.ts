import { isLeaf, type NodeReader, type TreeNode } from './tree/tree-node.ts';

/** The nodes of a tree that were not seen in an earlier walk; a node is added to `seen` when it is yielded. */
export async function* walkNodes(
  reader: NodeReader,
  root: string,
  seen: Set<string>,
  onBroken: (hash: string, error: unknown) => void,
): AsyncGenerator<{ readonly hash: string; readonly node: TreeNode }> {
  const open = [root];
  while (open.length > 0) {
    const hash = open.pop() as string;
    if (seen.has(hash)) continue;
    seen.add(hash);
    let node: TreeNode;
    try {
      node = await reader.read(hash);
    } catch (error) {
      onBroken(hash, error);
      continue;
    }
    yield { hash, node };
    if (!isLeaf(node)) for (const child of node.values) open.push(child.hash);
  }
}
