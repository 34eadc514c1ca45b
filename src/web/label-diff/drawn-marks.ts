import { indexResults } from '../../labels/results/result-identity.ts';
import type { ChangeKind, LabelChange } from '../../shared/contract/project-labels.ts';
import type { ChangedPart } from '../../shared/label-diff/changed-parts.ts';
import { isPlaced, placeOf, type ShownResult, wordsOf } from '../../shared/label-diff/result-text.ts';

/** A result to draw on its item: one that changed, as it was or is, or one of the others. */
export type DrawnMark = {
  /** Of its part; null for one that did not change. */
  readonly part: string | null;
  readonly kind: ChangeKind | 'same';
  readonly side: 'before' | 'after';
  /** What stands beside it: its class, or the old and the new one. */
  readonly words: string;
  readonly result: ShownResult;
};

/** Which states are drawn: both in one picture, or one of them. */
export type DrawnSide = 'both' | 'before' | 'after';

/** What is drawn of a task: changed parts, and under them the others, where an item has them. */
export const marksOf = (
  change: Pick<LabelChange, 'before' | 'after' | 'regions'>,
  parts: readonly ChangedPart[],
  side: DrawnSide,
): readonly DrawnMark[] => [
  ...othersOf(change, side).map(
    (result): DrawnMark => ({ part: null, kind: 'same', side: 'after', words: labelOf(result), result }),
  ),
  ...parts.flatMap((part) => marksOfPart(part, side)),
];

const marksOfPart = ({ key, kind, results }: ChangedPart, side: DrawnSide): readonly DrawnMark[] => {
  // of results that share a region the first that is somewhere stands for all
  const placed = results.find(({ before, after }) => isPlaced(before) || isPlaced(after));
  if (!placed) return [];
  const { before, after } = placed;
  const names = results.flatMap((each) => [labelOf(each.before), labelOf(each.after)]).find(Boolean) ?? '';
  const [was, is] = [labelOf(before) || names, labelOf(after) || names];
  const mark = (at: 'before' | 'after', result: ShownResult | null, words: string): readonly DrawnMark[] =>
    result && isPlaced(result) ? [{ part: key, kind, side: at, words, result }] : [];
  if (side === 'before') return mark('before', before, was);
  if (side === 'after') return mark('after', after, is);
  if (before && after && placeOf(before) === placeOf(after))
    return mark('after', after, was === is ? is : `${was} → ${is}`);
  return [...mark('before', before, after ? (was === is ? '' : was) : was), ...mark('after', after, is)];
};

/** Class names only: a span's text stands in the text already. */
const labelOf = (result: ShownResult | null): string => {
  if (!result) return '';
  const { text: _text, ...value } = result.value ?? {};
  return wordsOf({ ...result, value }).join(', ');
};

type File = { readonly annotations?: readonly { readonly uid: string; readonly result: readonly never[] }[] };

/** Placed results that are not among the changes, as they are on that side. */
const othersOf = (
  { before, after, regions }: Pick<LabelChange, 'before' | 'after' | 'regions'>,
  side: DrawnSide,
): readonly ShownResult[] => {
  const file = (side === 'before' ? before : (after ?? before)) as File | null;
  const changed = new Set(regions.map(({ annotation, identity }) => `${annotation}/${identity}`));
  return (file?.annotations ?? []).flatMap(({ uid, result }) =>
    [...indexResults(result)].flatMap(([identity, one]) =>
      changed.has(`${uid}/${identity}`) || !isPlaced(one as ShownResult) ? [] : [one as ShownResult],
    ),
  );
};
