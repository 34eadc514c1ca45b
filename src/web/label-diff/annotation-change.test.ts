import { expect, test } from 'vitest';
import { annotationChange } from './annotation-change.ts';
import { annotationWords } from './change-words.ts';
import { partsOf } from '../../shared/label-diff/changed-parts.ts';

const author = { id: 'a', name: 'Ada' };
const box = (id: string, name: string, x = 1) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y: 1, width: 1, height: 1, rectanglelabels: [name] },
});
const change = (before: readonly object[], after: readonly object[]) =>
  annotationChange(
    { image: 'a' },
    author,
    { result: before, skipped: false },
    { result: after, skipped: false },
  );

test('two versions of an annotation differ as the label diff tells it', () => {
  const before = [box('1', 'Cat'), box('2', 'Dog'), box('3', 'Hen'), box('4', 'Pig')];
  const after = [box('1', 'Cat', 5), box('2', 'Fox'), box('4', 'Pig'), box('5', 'Owl')];
  const shown = change(before, after);
  expect(partsOf(shown).map(({ kind }) => kind)).toEqual(['changed', 'relabeled', 'removed', 'added']);
  expect(shown.annotations).toMatchObject([{ author, fields: [] }]);
  expect(partsOf(change(before, before))).toEqual([]);
});

test('an answer taken back and given again is no change', () => {
  const answer = {
    id: 'a',
    from_name: 'mood',
    to_name: 'text',
    type: 'choices',
    value: { choices: ['sad'] },
  };
  expect(partsOf(change([answer], [{ ...answer, id: 'b' }]))).toEqual([]);
});

test('a skip is a change of its own, with its reason', () => {
  const shown = annotationChange(
    {},
    author,
    { result: [], skipped: false },
    { result: [], skipped: true, skipReason: 'too dark' },
  );
  expect(shown.annotations.flatMap((each) => annotationWords(shown, each))).toEqual(['skipped: too dark']);
});
