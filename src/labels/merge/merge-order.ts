import type { Three } from './task-conflict.ts';

/**
 * The order of a merged list by its items' names: what base had keeps its order, or the order of the one side
 * that moved something; additions follow, each side's in its own order. The same whichever side is ours.
 */
export const mergeOrder = (
  { base = [], ours = [], theirs = [] }: Three<readonly string[]>,
  kept: ReadonlySet<string>,
): readonly string[] => {
  const inBase = new Set(base);
  const old = (list: readonly string[]) => list.filter((name) => inBase.has(name) && kept.has(name));
  const added = (list: readonly string[]) => list.filter((name) => !inBase.has(name) && kept.has(name));
  const [baseOrder, oursOrder, theirsOrder] = [old(base), old(ours), old(theirs)];
  const first = isMoved(oursOrder, baseOrder) && !isMoved(theirsOrder, baseOrder) ? oursOrder : undefined;
  const second = isMoved(theirsOrder, baseOrder) && !isMoved(oursOrder, baseOrder) ? theirsOrder : undefined;
  const groups = [added(ours), added(theirs)].sort((a, b) => compare(a.join('\0'), b.join('\0')));
  return [...new Set([...(first ?? second ?? baseOrder), ...baseOrder, ...groups.flat()])];
};

// A side without some of the items has moved nothing as long as the others keep their order.
const isMoved = (order: readonly string[], base: readonly string[]): boolean => {
  const there = new Set(order);
  const expected = base.filter((name) => there.has(name));
  return order.some((name, index) => name !== expected[index]);
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
