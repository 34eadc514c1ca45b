import { expect, test } from 'vitest';
import { changeKind } from '../../labels/merge/change-kind.ts';
import { diffTaskFiles } from '../../labels/merge/diff-task-files.ts';
import { countChanges } from '../../shared/change-counts.ts';
import type { LabelChange } from '../../shared/contract/project-labels.ts';
import { partsOf } from '../../shared/label-diff/changed-parts.ts';
import { marksOf } from './drawn-marks.ts';

const box = (id: string, x: number, label: string) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y: 1, width: 1, height: 1, rectanglelabels: [label] },
});
const note = (id: string, x: number, text: string) => ({
  id,
  from_name: 'note',
  to_name: 'image',
  type: 'textarea',
  value: { x, y: 1, width: 1, height: 1, text: [text] },
});
const choice = (name: string) => ({
  id: 'k',
  from_name: 'kind',
  to_name: 'image',
  type: 'choices',
  value: { choices: [name] },
});
const fileOf = (result: readonly object[]) =>
  ({ key: 'ab', source: null, data: {}, annotations: [{ uid: 'a1', author: 'ann', result }] }) as never;
const changeOf = (was: readonly object[], is: readonly object[]): LabelChange => {
  const [before, after] = [fileOf(was), fileOf(is)];
  const regions = diffTaskFiles(before, after).flatMap((each) =>
    each.identity === null
      ? []
      : [
          {
            ...each,
            kind: changeKind(each),
            before: each.before ?? null,
            after: each.after ?? null,
            fields: [...each.fields],
          },
        ],
  );
  return { before, after, regions, annotations: [{}] } as unknown as LabelChange;
};

test('a region with its answers is one part; answers about the item are no regions', () => {
  const change = changeOf(
    [box('r1', 1, 'Cat'), note('r1', 1, 'a cat?'), box('r2', 5, 'Cat'), choice('day')],
    [box('r1', 2, 'Dog'), note('r1', 2, 'a dog'), choice('night')],
  );
  const parts = partsOf(change);
  expect(parts.map(({ type, kind, results }) => [type, kind, results.length])).toEqual([
    ['region', 'relabeled', 2],
    ['region', 'removed', 1],
    ['answer', 'relabeled', 1],
  ]);
  expect(countChanges([change])).toEqual({ tasks: 1, annotations: 1, region: 2, answer: 1, relation: 0 });
});

test('both states are drawn where the place differs, once where only the class does; the others lie under them', () => {
  const change = changeOf(
    [box('r1', 1, 'Cat'), box('r2', 5, 'Cat'), box('r3', 7, 'Cat')],
    [box('r1', 2, 'Cat'), box('r2', 5, 'Dog'), box('r3', 7, 'Cat')],
  );
  const drawn = (side: 'both' | 'before' | 'after') =>
    marksOf(change, partsOf(change), side).map(({ kind, side: at, words }) => `${kind} ${at} ${words}`);
  expect(drawn('both')).toEqual([
    'same after Cat',
    'changed before ',
    'changed after Cat',
    'relabeled after Cat → Dog',
  ]);
  expect(drawn('before')).toEqual(['same after Cat', 'changed before Cat', 'relabeled before Cat']);
  expect(drawn('after')).toEqual(['same after Cat', 'changed after Cat', 'relabeled after Dog']);
});
