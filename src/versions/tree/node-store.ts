import { AppError } from '../../shared/errors/app-error.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { decodeNode } from './decode-node.ts';
import type { NodeReader, TreeNode } from './tree-node.ts';

/** Tree nodes by hash, with the ones in use kept decoded; memory is bounded, nodes never change. */
export type NodeStore = NodeReader & {
  /** Keeps a node that was just written at hand. */
  remember(hash: string, bytes: Uint8Array): void;
};

/** Counted in keys: a decoded key with its entry takes about 400 bytes. */
const mostKeys = 100_000;

export const nodeStore = (objects: Pick<ObjectStore, 'readBytes'>): NodeStore => {
  const kept = new Map<string, TreeNode>();
  const loading = new Map<string, Promise<TreeNode>>();
  let keys = 0;
  const keep = (hash: string, node: TreeNode): void => {
    if (kept.has(hash)) return;
    kept.set(hash, node);
    keys += node.keys.length;
    for (const [oldest, old] of kept) {
      if (keys <= mostKeys || oldest === hash) break;
      kept.delete(oldest);
      keys -= old.keys.length;
    }
  };
  const load = async (hash: string): Promise<TreeNode> => {
    const bytes = await objects.readBytes(hash);
    try {
      const node = decodeNode(bytes);
      keep(hash, node);
      return node;
    } catch (cause) {
      throw new AppError('object.damaged', { sha256: hash }, { cause });
    } finally {
      loading.delete(hash);
    }
  };
  return {
    read(hash) {
      const node = kept.get(hash);
      if (node !== undefined) {
        // The Map's order is that of use, so that the first one is the one to forget.
        kept.delete(hash);
        kept.set(hash, node);
        return node;
      }
      const running = loading.get(hash);
      if (running !== undefined) return running;
      const started = load(hash).finally(() => loading.delete(hash));
      loading.set(hash, started);
      return started;
    },
    remember(hash, bytes) {
      if (!kept.has(hash)) keep(hash, decodeNode(bytes));
    },
  };
};
