import type { Edit, Entry } from '../version-store.ts';
import { boundaries } from './node-boundary.ts';
import type { NodeSink } from './node-sink.ts';
import { levelCursor } from './tree-cursor.ts';
import { type Child, isLeaf, type TreeNode } from './tree-node.ts';
import { compareUtf8 } from './utf8-order.ts';

type Value = Entry | Child;
type LevelEdit = { readonly key: string; readonly value: Value | null };

/** The tree without files; every tree begins with it. */
export const emptyTree = (sink: NodeSink): Child => sink.put({ level: 0, keys: [], values: [] });

/**
 * Applies sorted edits to a tree and answers the new root; new nodes go to the sink. Reads and writes
 * O(edits · log files) nodes: each level is cut anew from the first touched node until a cut falls on an
 * old boundary, and what changed becomes the edits of the level above. The result depends on the contents
 * alone, never on the order of edits.
 */
export const editTree = async (
  sink: NodeSink,
  root: string,
  edits: Iterable<Edit> | AsyncIterable<Edit>,
): Promise<Child | null> => {
  const old = await sink.read(root);
  let changed = await editLevel(sink, { root, height: old.level, level: 0, edits: leafEdits(edits) });
  if (changed.length === 0) return null;
  for (let level = 0; ; level++) {
    if (level >= old.level) {
      // The old tree had one node here or none, so `changed` holds all nodes of this level.
      const nodes = changed.filter((edit) => edit.value !== null);
      if (nodes.length === 0) return emptyTree(sink);
      if (nodes.length === 1) {
        const top = await lowered(sink, (nodes[0] as LevelEdit).value as Child);
        return top.hash === root ? null : top;
      }
      changed = nodes;
    }
    changed = await editLevel(sink, { root, height: old.level, level: level + 1, edits: changed });
  }
};

async function* leafEdits(edits: Iterable<Edit> | AsyncIterable<Edit>): AsyncGenerator<LevelEdit> {
  for await (const { path, entry } of edits) yield { key: path, value: entry };
}

/** A root with a single child is no root: the child is. */
const lowered = async (sink: NodeSink, top: Child): Promise<Child> => {
  let child = top;
  for (;;) {
    const node = await sink.read(child.hash);
    if (isLeaf(node) || node.keys.length !== 1) return child;
    child = node.values[0] as Child;
  }
};

type LevelTask = {
  readonly root: string;
  readonly height: number;
  readonly level: number;
  readonly edits: Iterable<LevelEdit> | AsyncIterable<LevelEdit>;
};

/** Edits one level; answers the edits that this makes of the level above, sorted. */
const editLevel = async (sink: NodeSink, { root, height, level, edits }: LevelTask): Promise<LevelEdit[]> => {
  const above = new Map<string, Child | null>();
  const oldHashes = new Map<string, string>();
  const cutter = nodeCutter(level, (node) => {
    const key = node.keys[node.keys.length - 1] as string;
    const child = sink.put(node);
    // At the top all nodes count, changed or not: they are what the next level is made of.
    if (level < height && oldHashes.get(key) === child.hash) above.delete(key);
    else above.set(key, child);
  });
  const queue = Symbol.asyncIterator in edits ? edits[Symbol.asyncIterator]() : edits[Symbol.iterator]();
  const pull = async (): Promise<LevelEdit | undefined> => {
    const step = queue.next();
    const { done, value } = step instanceof Promise ? await step : step;
    return done === true ? undefined : value;
  };

  let edit = await pull();
  const cursor = level <= height ? levelCursor(sink, root, level) : null;
  while (edit !== undefined && cursor !== null) {
    await cursor.seek(edit.key);
    for (;;) {
      const node = cursor.node();
      const isLast = cursor.isLast();
      const last = node.keys[node.keys.length - 1];
      if (last !== undefined) {
        above.set(last, null);
        oldHashes.set(last, cursor.hash());
      }
      for (let i = 0; i < node.keys.length; i++) {
        const key = node.keys[i] as string;
        while (edit !== undefined && compareUtf8(edit.key, key) < 0) {
          if (edit.value !== null) cutter.add(edit.key, edit.value);
          edit = await pull();
        }
        if (edit !== undefined && edit.key === key) {
          if (edit.value !== null) cutter.add(key, kept(node.values[i] as Value, edit.value));
          edit = await pull();
        } else cutter.add(key, node.values[i] as Value);
      }
      await sink.drain();
      if (isLast) break;
      if (cutter.isEmpty()) break;
      await cursor.next();
    }
    if (cursor.isLast()) break;
  }
  while (edit !== undefined) {
    if (edit.value !== null) cutter.add(edit.key, edit.value);
    edit = await pull();
    const drained = sink.drain();
    if (drained !== undefined) await drained;
  }
  cutter.flush();
  return [...above].map(([key, value]) => ({ key, value })).sort((a, b) => compareUtf8(a.key, b.key));
};

/** An edit that differs in its time alone changes nothing: the old entry stays. */
const kept = (old: Value, next: Value): Value =>
  'sha256' in old && 'sha256' in next && sameFile(old, next) ? old : next;

/** Equal but for the time of modification. */
export const sameFile = (a: Entry, b: Entry): boolean => {
  if (a.sha256 !== b.sha256 || a.contentType !== b.contentType || a.etag !== b.etag) return false;
  const keys = Object.keys(a.metadata);
  return (
    keys.length === Object.keys(b.metadata).length && keys.every((key) => a.metadata[key] === b.metadata[key])
  );
};

const nodeCutter = (level: number, cut: (node: TreeNode) => void) => {
  const bounds = boundaries(level);
  let keys: string[] = [];
  let values: Value[] = [];
  const flush = (): void => {
    if (keys.length === 0) return;
    cut({ level, keys, values } as TreeNode);
    keys = [];
    values = [];
  };
  return {
    add(key: string, value: Value): void {
      keys.push(key);
      values.push(value);
      if (bounds.endsWith(key)) flush();
    },
    isEmpty: (): boolean => keys.length === 0,
    flush,
  };
};
