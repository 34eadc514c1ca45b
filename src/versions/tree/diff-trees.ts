import type { Entry } from '../version-store.ts';
import { sameFile } from './edit-tree.ts';
import { type Child, isLeaf, type NodeReader } from './tree-node.ts';
import { compareUtf8 } from './utf8-order.ts';

export type TreeChange = { readonly path: string; readonly from: Entry | null; readonly to: Entry | null };

/** What is left of one side: subtrees not read yet, and entries, in order. */
type Item =
  | {
      readonly type: 'node';
      readonly key: string | null;
      readonly hash: string;
      readonly fold: string | null;
      readonly level: number;
    }
  | { readonly type: 'entry'; readonly key: string; readonly entry: Entry };

type Range = {
  readonly after?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | null | undefined;
};

/**
 * The files in which two trees differ by bytes (or, with `exact`, in anything but the time), in order.
 * Subtrees with equal data ids (or hashes) are skipped unread: the cost follows the changes. Wanted
 * are paths behind `after`, from `from` on, before `until`.
 */
export async function* diffTrees(
  reader: NodeReader,
  from: string,
  to: string,
  { after, from: first, until, exact = false }: Range & { readonly exact?: boolean } = {},
): AsyncGenerator<TreeChange> {
  if (from === to) return;
  const left = side(reader, from, { after, from: first, until });
  const right = side(reader, to, { after, from: first, until });
  const equal = exact ? sameFile : alike;
  for (;;) {
    const a = left.head();
    const b = right.head();
    if (a === undefined && b === undefined) return;
    if (a?.type === 'node' && b?.type === 'node') {
      if (a.hash === b.hash || (!exact && a.fold !== null && a.fold === b.fold)) {
        left.drop();
        right.drop();
        continue;
      }
      // Equal levels are opened together, so that equal children meet.
      if (a.level >= b.level) await left.open();
      if (b.level >= a.level) await right.open();
    } else if (a?.type === 'node') await left.open();
    else if (b?.type === 'node') await right.open();
    else {
      const order = a === undefined ? 1 : b === undefined ? -1 : compareUtf8(a.key, b.key);
      if (order < 0 && a !== undefined) {
        left.drop();
        yield { path: a.key, from: a.entry, to: null };
      } else if (order > 0 && b !== undefined) {
        right.drop();
        yield { path: b.key, from: null, to: b.entry };
      } else if (a !== undefined && b !== undefined) {
        left.drop();
        right.drop();
        if (!equal(a.entry, b.entry)) yield { path: a.key, from: a.entry, to: b.entry };
      }
    }
  }
}

const alike = (a: Entry, b: Entry): boolean => a.sha256 === b.sha256;

const side = (reader: NodeReader, root: string, { after, from, until }: Range) => {
  // A stack: the next item is the last.
  const rest: Item[] = [{ type: 'node', key: null, hash: root, fold: null, level: 255 }];
  const tooEarly = (key: string): boolean =>
    (after !== undefined && compareUtf8(key, after) <= 0) ||
    (from !== undefined && compareUtf8(key, from) < 0);
  const tooLate = (key: string): boolean =>
    until !== undefined && until !== null && compareUtf8(key, until) >= 0;
  return {
    head: (): Item | undefined => rest[rest.length - 1],
    drop: (): void => void rest.pop(),
    async open(): Promise<void> {
      const item = rest.pop();
      if (item?.type !== 'node') return;
      const read = reader.read(item.hash);
      const node = read instanceof Promise ? await read : read;
      const items: Item[] = [];
      for (const [i, key] of node.keys.entries()) {
        if (tooEarly(key)) continue;
        if (isLeaf(node)) {
          if (tooLate(key)) break;
          items.push({ type: 'entry', key, entry: node.values[i] as Entry });
        } else {
          const child = node.values[i] as Child;
          items.push({ type: 'node', key, hash: child.hash, fold: child.fold, level: node.level - 1 });
          // This child's last key is past the end, so all that follow begin past it.
          if (tooLate(key)) break;
        }
      }
      for (let i = items.length - 1; i >= 0; i--) rest.push(items[i] as Item);
    },
  };
};
