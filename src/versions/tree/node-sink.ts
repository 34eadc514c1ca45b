import { createHash } from 'node:crypto';
import { dataIdOf } from './data-id.ts';
import { encodeNode } from './encode-node.ts';
import { type Child, countOf, type NodeReader, type TreeNode } from './tree-node.ts';

/** Takes the nodes that an edit makes, and lets them be read again before they are stored. */
export type NodeSink = NodeReader & {
  put(node: TreeNode): Child;
  /** Nodes made and not yet handed on, by hash. */
  readonly pending: ReadonlyMap<string, Uint8Array>;
  /** Called between nodes: may move pending bytes to where they are stored for good. */
  drain(): Promise<void> | undefined;
};

type SinkOptions = {
  readonly reader: NodeReader;
  /** Called with the pending nodes when they hold more than `limit` bytes. */
  readonly flush?: (nodes: ReadonlyMap<string, Uint8Array>) => Promise<void>;
  readonly limit?: number;
};

export const nodeSink = ({ reader, flush, limit = 4 * 1024 * 1024 }: SinkOptions): NodeSink => {
  const pending = new Map<string, Uint8Array>();
  const fresh = new Map<string, TreeNode>();
  let bytes = 0;
  return {
    pending,
    put(node) {
      const encoded = encodeNode(node);
      const hash = createHash('sha256').update(encoded).digest('hex');
      if (!pending.has(hash)) {
        pending.set(hash, encoded);
        bytes += encoded.length;
        // Only inner nodes are read again (to lower the root); the few leaves in question are decoded then.
        if (node.level > 0 || fresh.size < 16) fresh.set(hash, node);
      }
      return { hash, fold: dataIdOf(node), count: countOf(node) };
    },
    read: (hash) => fresh.get(hash) ?? reader.read(hash),
    drain() {
      if (flush === undefined || bytes < limit) return undefined;
      const batch = new Map(pending);
      pending.clear();
      bytes = 0;
      return flush(batch);
    },
  };
};
