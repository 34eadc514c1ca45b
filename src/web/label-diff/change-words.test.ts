import { expect, test } from 'vitest';
import { annotationWords } from './change-words.ts';

const file = (annotation: object) => ({ annotations: [{ uid: 'a', ...annotation }] }) as never;
const said = (before: object | null, after: object | null, fields: string[] = []) =>
  annotationWords(
    { before: before && file(before), after: after && file(after) },
    {
      annotation: 'a',
      change: before ? (after ? 'modified' : 'removed') : 'added',
      fields,
    },
  );

test('a skip is said in words, with its reason', () => {
  const skip = { was_cancelled: true, skip_reason: 'too dark' };
  expect(said(null, skip)).toEqual(['skipped: too dark']);
  expect(said(null, { was_cancelled: true })).toEqual(['skipped, without a reason']);
  expect(said({ was_cancelled: false }, skip, ['was_cancelled', 'skip_reason'])).toEqual([
    'skipped: too dark',
  ]);
  expect(said(skip, { ...skip, skip_reason: 'torn' }, ['skip_reason'])).toEqual(['skipped: torn']);
  expect(said(skip, { was_cancelled: false }, ['was_cancelled'])).toEqual(['no longer skipped']);
  expect(said(skip, null)).toEqual(['its skip was removed']);
});

test('what happened to an annotation; nothing where only its results changed', () => {
  expect(said(null, {})).toEqual(['annotation added']);
  expect(said({}, null)).toEqual(['annotation removed']);
  expect(said({}, {})).toEqual([]);
  expect(said({}, {}, ['made_on', 'updated_at'])).toEqual([]);
  expect(said({}, { ground_truth: true }, ['ground_truth'])).toEqual(['made ground truth']);
});
