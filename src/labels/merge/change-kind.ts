import { sameJson } from '../canonical-json.ts';
import type { Json } from '../json.ts';
import type { LabelResult } from '../results/label-result.ts';
import { classesOf } from '../results/label-counts.ts';
import type { RegionChange } from './diff-task-files.ts';

type ChangeKind = 'added' | 'removed' | 'relabeled' | 'changed';

type Sides = Pick<RegionChange, 'change' | 'before' | 'after'>;

/** What a person calls a change of a result: relabeled where its classes differ, whatever else does. */
export const changeKind = ({ change, before, after }: Sides): ChangeKind => {
  if (change !== 'modified') return change;
  return sameJson(sortedClasses(before), sortedClasses(after)) ? 'changed' : 'relabeled';
};

const sortedClasses = (result: LabelResult | undefined): Json =>
  [...(result ? classesOf(result) : [])].sort();

export type ChangeFilter = { readonly kind?: ChangeKind | undefined; readonly class?: string | undefined };

/** Whether a change of a result is what is looked for: of that kind, and of that class before or after. */
export const isSought = (sides: Sides, { kind, class: name }: ChangeFilter): boolean =>
  (kind === undefined || changeKind(sides) === kind) &&
  (name === undefined ||
    [sides.before, sides.after].some((side) => side !== undefined && classesOf(side).includes(name)));
