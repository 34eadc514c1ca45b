/** Anything the store keeps: flat, immutable, found by its key. */
export interface StoreRecord {
  readonly key: string;
}

/** One change of the store. Undo, listeners, drawing and tests all read this one structure. */
export interface RecordsDiff<R extends StoreRecord> {
  readonly added: ReadonlyMap<string, R>;
  readonly updated: ReadonlyMap<string, readonly [from: R, to: R]>;
  readonly removed: ReadonlyMap<string, R>;
}

export const emptyDiff = <R extends StoreRecord>(): RecordsDiff<R> => ({
  added: new Map(),
  updated: new Map(),
  removed: new Map(),
});

export const isEmptyDiff = (diff: RecordsDiff<StoreRecord>): boolean =>
  diff.added.size === 0 && diff.updated.size === 0 && diff.removed.size === 0;

/** The change that takes `diff` back. */
export const reverseDiff = <R extends StoreRecord>(diff: RecordsDiff<R>): RecordsDiff<R> => ({
  added: diff.removed,
  removed: diff.added,
  updated: new Map([...diff.updated].map(([key, [from, to]]) => [key, [to, from] as const])),
});

/** The one change that does what `first` and then `second` do. */
export function squashDiffs<R extends StoreRecord>(
  first: RecordsDiff<R>,
  second: RecordsDiff<R>,
): RecordsDiff<R> {
  const added = new Map(first.added);
  const updated = new Map(first.updated);
  const removed = new Map(first.removed);
  for (const [key, record] of second.added) {
    const before = removed.get(key);
    if (before === undefined) added.set(key, record);
    else {
      removed.delete(key);
      if (before !== record) updated.set(key, [before, record]);
    }
  }
  for (const [key, [from, to]] of second.updated) {
    const earlier = updated.get(key);
    if (added.has(key)) added.set(key, to);
    else if (earlier && earlier[0] === to) updated.delete(key);
    else updated.set(key, [earlier ? earlier[0] : from, to]);
  }
  for (const [key, record] of second.removed) {
    const earlier = updated.get(key);
    updated.delete(key);
    if (!added.delete(key)) removed.set(key, earlier ? earlier[0] : record);
  }
  return { added, updated, removed };
}

/** A diff from lists, as kernels make them. */
export const makeDiff = <R extends StoreRecord>(parts: {
  readonly added?: Iterable<R>;
  readonly updated?: Iterable<readonly [from: R, to: R]>;
  readonly removed?: Iterable<R>;
}): RecordsDiff<R> => ({
  added: new Map([...(parts.added ?? [])].map((record) => [record.key, record])),
  updated: new Map([...(parts.updated ?? [])].map((pair) => [pair[1].key, pair])),
  removed: new Map([...(parts.removed ?? [])].map((record) => [record.key, record])),
});
