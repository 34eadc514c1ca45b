import { isRelation, textOf } from '../../labels/results/label-result.ts';
import { type Readable, signal } from '../signals.ts';
import type { RecordsDiff } from '../store/records-diff.ts';
import type { RecordStore } from '../store/record-store.ts';
import { byOrder, type ResultRecord } from '../store/result-record.ts';
import { type ObjectTagOf, type Region, regionOf } from './region.ts';
import { placeOfRegion } from './region-order.ts';

export interface RegionsDiff {
  readonly added: readonly Region[];
  readonly updated: readonly (readonly [from: Region, to: Region])[];
  readonly removed: readonly Region[];
}

export interface RegionIndex {
  get(id: string): Region | undefined;
  /** In z-order, undermost first. The list is a new one after each change. */
  readonly all: Readable<readonly Region[]>;
  /** Results that belong to no region, by `from_name`, in order: answers about the item, and what nobody knows. */
  readonly loose: Readable<ReadonlyMap<string, readonly ResultRecord[]>>;
  readonly relations: Readable<readonly ResultRecord[]>;
  listen(listener: (diff: RegionsDiff) => void): () => void;
}

/** Keeps the regions in step with the store, at the cost of what changed. */
export function createRegionIndex(store: RecordStore<ResultRecord>, objectTagOf: ObjectTagOf): RegionIndex {
  const keysById = new Map<string, Set<string>>();
  const regions = new Map<string, Region>();
  const all = signal<readonly Region[]>([]);
  const loose = signal<ReadonlyMap<string, readonly ResultRecord[]>>(new Map());
  const relations = signal<readonly ResultRecord[]>([]);
  const listeners = new Set<(diff: RegionsDiff) => void>();
  const looseKeys = new Set<string>();
  const relationKeys = new Set<string>();

  const idOf = (record: ResultRecord): string => textOf(record.json, 'id') ?? `\u0000${record.key}`;
  const sorted = (keys: Iterable<string>): ResultRecord[] =>
    [...keys]
      .map((key) => store.get(key))
      .filter((record) => record !== undefined)
      .sort(byOrder);

  const note = (record: ResultRecord): string | null => {
    if (isRelation(record.json)) {
      relationKeys.add(record.key);
      return null;
    }
    const id = idOf(record);
    const keys = keysById.get(id);
    if (keys) keys.add(record.key);
    else keysById.set(id, new Set([record.key]));
    return id;
  };
  const drop = (record: ResultRecord): string | null => {
    looseKeys.delete(record.key);
    if (relationKeys.delete(record.key)) return null;
    const id = idOf(record);
    const keys = keysById.get(id);
    keys?.delete(record.key);
    if (keys?.size === 0) keysById.delete(id);
    return id;
  };

  /** A region that stays where it is takes its place in the list; only coming, going and moving sort it anew. */
  function inOrder({ added, updated, removed }: RegionsDiff): readonly Region[] {
    if (added.length > 0 || removed.length > 0 || updated.some(([from, to]) => from.order !== to.order))
      return [...regions.values()].sort((a, b) => a.order - b.order);
    const next = [...all.peek()];
    for (const [from, to] of updated) next[placeOfRegion(next, from)] = to;
    return next;
  }
  function refresh(ids: Iterable<string | null>, relationsTouched: boolean): void {
    const added: Region[] = [];
    const updated: (readonly [Region, Region])[] = [];
    const removed: Region[] = [];
    let looseTouched = false;
    for (const id of ids) {
      if (id === null) continue;
      const records = sorted(keysById.get(id) ?? []);
      const before = regions.get(id);
      const after = regionOf(records, objectTagOf);
      if (after) {
        regions.set(id, after);
        if (before) updated.push([before, after]);
        else added.push(after);
        for (const record of records) if (looseKeys.delete(record.key)) looseTouched = true;
      } else {
        if (before) {
          regions.delete(id);
          removed.push(before);
        }
        for (const record of records) looseKeys.add(record.key);
        looseTouched = true;
      }
    }
    if (added.length + updated.length + removed.length > 0) all.set(inOrder({ added, updated, removed }));
    if (looseTouched) {
      const byName = new Map<string, ResultRecord[]>();
      for (const record of sorted(looseKeys)) {
        const name = textOf(record.json, 'from_name') ?? '';
        const list = byName.get(name);
        if (list) list.push(record);
        else byName.set(name, [record]);
      }
      loose.set(byName);
    }
    if (relationsTouched) relations.set(sorted(relationKeys));
    const diff = { added, updated, removed };
    if (added.length + updated.length + removed.length > 0)
      for (const listener of [...listeners]) listener(diff);
  }

  function onDiff(diff: RecordsDiff<ResultRecord>): void {
    const ids = new Set<string | null>();
    for (const record of diff.removed.values()) ids.add(drop(record));
    for (const [from, to] of diff.updated.values()) {
      ids.add(drop(from));
      ids.add(note(to));
    }
    for (const record of diff.added.values()) ids.add(note(record));
    refresh(ids, ids.delete(null));
  }

  store.listen(onDiff);
  return {
    all,
    loose,
    relations,
    get: (id) => regions.get(id),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
