import { isEmptyDiff, type RecordsDiff, type StoreRecord } from './records-diff.ts';

export type DiffListener<R extends StoreRecord> = (diff: RecordsDiff<R>) => void;

export interface RecordStore<R extends StoreRecord> {
  get(key: string): R | undefined;
  all(): IterableIterator<R>;
  readonly size: number;
  /** Applies a change and tells the listeners. Throws when the change does not fit what is here. */
  apply(diff: RecordsDiff<R>): void;
  listen(listener: DiffListener<R>): () => void;
}

export function createRecordStore<R extends StoreRecord>(): RecordStore<R> {
  const records = new Map<string, R>();
  const listeners = new Set<DiffListener<R>>();

  const check = (diff: RecordsDiff<R>): void => {
    for (const key of diff.added.keys()) {
      if (records.has(key)) throw new Error(`Record ${key} is there already.`);
    }
    for (const [key, [from]] of diff.updated) {
      if (records.get(key) !== from) throw new Error(`Record ${key} is not what the change began from.`);
    }
    for (const [key, record] of diff.removed) {
      if (records.get(key) !== record) throw new Error(`Record ${key} is not what the change removes.`);
    }
  };

  return {
    get: (key) => records.get(key),
    all: () => records.values(),
    get size() {
      return records.size;
    },
    apply(diff) {
      if (isEmptyDiff(diff)) return;
      check(diff);
      for (const key of diff.removed.keys()) records.delete(key);
      for (const [key, record] of diff.added) records.set(key, record);
      for (const [key, [, to]] of diff.updated) records.set(key, to);
      for (const listener of [...listeners]) listener(diff);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
