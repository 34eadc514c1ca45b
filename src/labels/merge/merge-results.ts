import { sameJson } from '../canonical-json.ts';
import { withValue } from '../json.ts';
import { isRelation, type LabelResult, textOf } from '../results/label-result.ts';
import { indexResults, isRegion, type ResultIdentity } from '../results/result-identity.ts';
import { mergeOrder } from './merge-order.ts';
import { mergeResult } from './merge-result.ts';
import { mergeValue } from './merge-value.ts';
import { type ConflictPlace, conflictAt, type TaskConflict, type Three } from './task-conflict.ts';

type Index = ReadonlyMap<ResultIdentity, LabelResult>;
type Output = { readonly results: readonly LabelResult[]; readonly conflicts: readonly TaskConflict[] };

/** Merges the `result[]` of one annotation, result by result; where sides clash ours stands and a conflict tells. */
export const mergeResults = (
  sides: Three<readonly LabelResult[]>,
  place: Omit<ConflictPlace, 'identity'>,
): Output => {
  // A list that only one side touched is taken as it is, its order included.
  const whole = mergeValue(sides);
  if (whole.type === 'merged') return { results: whole.value ?? [], conflicts: [] };

  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map((side) => indexResults(side ?? []));
  if (base === undefined || ours === undefined || theirs === undefined)
    throw new Error('three sides in, three out');
  const inOurs = changesOf(base, ours, theirs);
  const inTheirs = changesOf(base, theirs, ours);
  const results = new Map<ResultIdentity, LabelResult>();
  const conflicts: TaskConflict[] = [];

  for (const identity of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const three = { base: base.get(identity), ours: ours.get(identity), theirs: theirs.get(identity) };
    const clash = () => conflicts.push(conflictAt({ ...place, identity }, 'delete-edit', three));
    if (three.ours !== undefined && three.theirs !== undefined) {
      const both = { ...three, ours: three.ours, theirs: three.theirs };
      const merged = mergeResult(both, { ...place, identity });
      results.set(identity, merged.result);
      conflicts.push(...merged.conflicts);
    } else if (three.ours !== undefined) {
      const removed = removal(three.base, three.ours, inOurs, inTheirs);
      if (removed === 'clash') clash();
      if (removed !== 'gone') results.set(identity, three.ours);
    } else if (three.theirs !== undefined) {
      const removed = removal(three.base, three.theirs, inTheirs, inOurs);
      if (removed === 'clash') clash();
      if (removed === 'stays') results.set(identity, three.theirs);
    }
  }
  conflicts.push(...untieParts(results, { base, ours, theirs }, place));
  const order = mergeOrder(
    { base: [...base.keys()], ours: [...ours.keys()], theirs: [...theirs.keys()] },
    new Set(results.keys()),
  );
  return { results: order.flatMap<LabelResult>((identity) => results.get(identity) ?? []), conflicts };
};

type Changes = {
  /** Ids of regions that this side added to, edited or tied a relation to. */
  readonly touched: ReadonlySet<string>;
  /** Ids of regions of which this side left nothing. */
  readonly removed: ReadonlySet<string>;
};

const changesOf = (base: Index, side: Index, other: Index): Changes => {
  const touched = new Set<string>();
  for (const [identity, result] of side) {
    const before = base.get(identity);
    if (sameJson(before, result)) continue;
    for (const id of regionIdsOf(result)) touched.add(id);
    // what a part belongs to is needed where the part itself is held on to, or was put there
    const whole = wholeOf(result);
    if (whole !== undefined && (!other.has(identity) || whole !== wholeOf(before))) touched.add(whole);
  }
  const left = new Set([...side.values()].filter(isRegion).map((result) => textOf(result, 'id')));
  const had = [...base.values()].filter(isRegion).flatMap((result) => textOf(result, 'id') ?? []);
  return { touched, removed: new Set(had.filter((id) => !left.has(id))) };
};

/** What becomes of a result that one side (the holder) has and the other has not. */
const removal = (
  base: LabelResult | undefined,
  held: LabelResult,
  holder: Changes,
  other: Changes,
): 'stays' | 'gone' | 'clash' => {
  const ids = regionIdsOf(held);
  // An answer or a relation added to a region that the other side removed would hang in the air.
  if (base === undefined) return ids.some((id) => other.removed.has(id)) ? 'clash' : 'stays';
  if (!sameJson(base, held)) return 'clash';
  const isRemovedUnderWork =
    isRegion(held) && ids.some((id) => other.removed.has(id) && holder.touched.has(id));
  return isRemovedUnderWork ? 'clash' : 'gone';
};

const regionIdsOf = (result: LabelResult): readonly string[] => {
  if (isRelation(result)) return [textOf(result, 'from_id') ?? [], textOf(result, 'to_id') ?? []].flat();
  return isRegion(result) ? [textOf(result, 'id') ?? []].flat() : [];
};

/** The region that a region is a part of, by Label Studio's `parentID`. */
const wholeOf = (result: LabelResult | undefined): string | undefined =>
  result !== undefined && isRegion(result) ? textOf(result, 'parentID') : undefined;

/** A region that became a part of one that is not there any more belongs to none, and waits for a person. */
const untieParts = (
  results: Map<ResultIdentity, LabelResult>,
  sides: Three<Index>,
  place: Omit<ConflictPlace, 'identity'>,
): readonly TaskConflict[] => {
  const there = new Set([...results.values()].filter(isRegion).map((result) => textOf(result, 'id')));
  return [...results].flatMap(([identity, result]) => {
    const whole = wholeOf(result);
    const theirs = wholeOf(sides.theirs?.get(identity));
    if (whole === undefined || there.has(whole) || whole !== theirs) return [];
    const [base, ours] = [sides.base, sides.ours].map((side) => wholeOf(side?.get(identity)));
    const stands = ours !== undefined && there.has(ours) ? ours : undefined;
    results.set(identity, withValue(result, 'parentID', stands));
    return conflictAt({ ...place, identity }, 'field', { base, ours: stands, theirs }, 'parentID');
  });
};
