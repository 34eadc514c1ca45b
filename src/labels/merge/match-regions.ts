import { stringifyCanonical } from '../canonical-json.ts';
import { findResultType } from '../config/tag-registry.ts';
import { ownValue } from '../json.ts';
import { classesOf } from '../results/label-counts.ts';
import { type LabelResult, textOf } from '../results/label-result.ts';
import { isRegion } from '../results/result-identity.ts';
import { assignPairs, type Pair } from './assign-pairs.ts';
import { type RegionExtent, regionExtent } from './region-extent.ts';

/** Overlap from which two regions of the same label are taken for one. */
export const leastOverlap = 0.5;

/**
 * Which regions of two annotations are the same thing though drawn twice: theirs by id, to ours by id. Those that
 * share an id already are not listed; the others go one to one by equal label and the largest overlap.
 */
export const matchRegions = (
  ours: readonly LabelResult[],
  theirs: readonly LabelResult[],
): ReadonlyMap<string, string> => {
  const [left, right] = [regionsById(ours), regionsById(theirs)];
  const matches = new Map<string, string>();
  const lefts = byLikeness([...left.values()].filter(({ id }) => !right.has(id)));
  const rights = byLikeness([...right.values()].filter(({ id }) => !left.has(id)));
  for (const [likeness, mine] of lefts) {
    const others = rights.get(likeness) ?? [];
    for (const pair of assignPairs(candidates(mine, others))) {
      const [one, other] = [mine[pair.left], others[pair.right]];
      if (one !== undefined && other !== undefined) matches.set(other.id, one.id);
    }
  }
  return matches;
};

type Region = {
  readonly id: string;
  /** Only regions of the same object, kind and label can be the same thing. */
  readonly likeness: string;
  readonly extent: RegionExtent;
};

const regionsById = (
  results: readonly LabelResult[],
): ReadonlyMap<string, Region | { readonly id: string }> => {
  const groups = new Map<string, LabelResult[]>();
  for (const result of results) {
    const id = textOf(result, 'id');
    if (id !== undefined && isRegion(result)) push(groups, id, result);
  }
  return new Map([...groups].map(([id, own]) => [id, regionOf(id, own)]));
};

const regionOf = (id: string, results: readonly LabelResult[]): Region | { readonly id: string } => {
  const [first] = results;
  const extent = first && regionExtent(first);
  if (first === undefined || extent === undefined) return { id };
  const labels = results
    .filter((result) => findResultType(textOf(result, 'type') ?? '')?.classification === undefined)
    .flatMap((result) => classesOf(result).map((name) => `${textOf(result, 'from_name')}: ${name}`));
  const object = [textOf(first, 'to_name') ?? null, ownValue(first, 'item_index') ?? null];
  return { id, extent, likeness: stringifyCanonical([...object, extent.kind, labels.sort()]) };
};

const byLikeness = (
  regions: readonly (Region | { readonly id: string })[],
): ReadonlyMap<string, readonly Region[]> => {
  const groups = new Map<string, Region[]>();
  for (const region of regions) if ('extent' in region) push(groups, region.likeness, region);
  for (const group of groups.values())
    group.sort((a, b) => a.extent.low - b.extent.low || compare(a.id, b.id));
  return groups;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

// Both sorted by `low`.
const candidates = (lefts: readonly Region[], rights: readonly Region[]): readonly Pair[] => {
  const pairs: Pair[] = [];
  for (const [left, one] of lefts.entries())
    for (const [right, other] of rights.entries()) {
      if (other.extent.low > one.extent.high) break;
      if (other.extent.high < one.extent.low || isApart(one.extent.across, other.extent.across)) continue;
      const weight = one.extent.overlap(other.extent);
      if (weight >= leastOverlap) pairs.push({ left, right, weight });
    }
  return pairs;
};

const isApart = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[1] < b[0] || b[1] < a[0];

const push = <T>(groups: Map<string, T[]>, name: string, item: T): void => {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [item]);
  else group.push(item);
};
