import type { Region } from './region.ts';

/** Where something of this order stands, or would, in a list in z-order: found by halving. */
export function placeOfOrder<T>(all: readonly T[], order: number, orderOf: (each: T) => number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orderOf(all[middle] as T) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of this region in a list in z-order; -1 when it is not there. */
export function placeOfRegion(all: readonly Region[], { id, order }: Region): number {
  for (let i = placeOfOrder(all, order, (each) => each.order); all[i]?.order === order; i++)
    if (all[i]?.id === id) return i;
  return -1;
}
