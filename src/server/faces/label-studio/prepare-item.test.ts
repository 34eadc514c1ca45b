import { expect, test } from 'vitest';
import type { Json } from '../../../labels/json.ts';
import { prepareItem } from './prepare-item.ts';

test('annotations are ground truth unless they say otherwise', () => {
  const annotations: Json[] = [{ result: [] }, { result: [], ground_truth: false }];
  const item = { data: { text: 'a' }, annotations };
  expect(prepareItem(item, 0, [])).toEqual({
    data: { text: 'a' },
    annotations: [
      { result: [], ground_truth: true },
      { result: [], ground_truth: false },
    ],
  });
});

test('plain data stay plain', () => {
  expect(prepareItem({ text: 'a' }, 0, [])).toEqual({ text: 'a' });
});

test('fields of the data become predictions', () => {
  expect(prepareItem({ text: 'a', guess: 'spam', other: null }, 0, ['guess', 'other'])).toEqual({
    data: { text: 'a', guess: 'spam', other: null },
    predictions: [{ result: 'spam' }],
  });
  expect(() => prepareItem({ text: 'a' }, 3, ['guess'])).toThrow(/item 3.*guess/);
});

test('what is no object is refused', () => {
  expect(() => prepareItem('a', 1, [])).toThrow(/item 1/);
});
