import Flatbush from 'flatbush';
import { type Bounds, overlaps } from '../../../labels/geometry/point.ts';

/** So many that moved are looked through one by one before the index is made anew (2 ms for 10,000). */
const mostMoved = 256;

/** Finds ids by place. What moved lately is looked through; the rest is found by an index. */
export interface PlaceIndex {
  reset(all: readonly { readonly region: { readonly id: string }; readonly bounds: Bounds }[]): void;
  put(id: string, bounds: Bounds): void;
  remove(id: string): void;
  search(bounds: Bounds): readonly string[];
}

const isSame = (a: Bounds, b: Bounds): boolean =>
  a.left === b.left && a.right === b.right && a.top === b.top && a.bottom === b.bottom;

export function createPlaceIndex(): PlaceIndex {
  let bounds = new Map<string, Bounds>();
  let indexed: readonly (readonly [string, Bounds])[] = [];
  let index: Flatbush | null = null;
  /** Of them the index knows nothing, or what is no longer so. */
  const moved = new Set<string>();

  const makeIndexLater = (): void => {
    indexed = [];
    index = null;
    moved.clear();
    for (const id of bounds.keys()) moved.add(id);
  };
  const makeIndex = (): void => {
    moved.clear();
    indexed = [...bounds];
    index = indexed.length === 0 ? null : new Flatbush(indexed.length);
    for (const [, { left, top, right, bottom }] of indexed) index?.add(left, top, right, bottom);
    index?.finish();
  };
  return {
    reset(all) {
      bounds = new Map(all.map((each) => [each.region.id, each.bounds]));
      makeIndexLater();
    },
    put(id, now) {
      const before = bounds.get(id);
      bounds.set(id, now);
      // A new class moves nothing.
      if (!before || !isSame(before, now)) moved.add(id);
    },
    remove(id) {
      if (bounds.delete(id)) moved.add(id);
    },
    search(sight) {
      if (moved.size > mostMoved) makeIndex();
      const found = (index?.search(sight.left, sight.top, sight.right, sight.bottom) ?? [])
        .map((i) => (indexed[i] as readonly [string, Bounds])[0])
        .filter((id) => !moved.has(id));
      for (const id of moved) {
        const now = bounds.get(id);
        if (now && overlaps(now, sight)) found.push(id);
      }
      return found;
    },
  };
}
