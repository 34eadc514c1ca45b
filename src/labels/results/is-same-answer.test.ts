import { expect, test } from 'vitest';
import { isSameAnswer } from './is-same-answer.ts';

const choice = (control: string, ...choices: string[]) => ({
  id: `${control}-${choices.join()}`,
  type: 'choices',
  from_name: control,
  to_name: 'text',
  value: { choices },
});
const box = (id: string, x: number) => ({
  id,
  type: 'rectanglelabels',
  from_name: 'box',
  to_name: 'image',
  value: { x, y: 1, width: 2, height: 3, rotation: 0, rectanglelabels: ['Cat'] },
});

test('a choice is the same whatever its id and order are', () => {
  expect(isSameAnswer([choice('kind', 'spam')], [{ ...choice('kind', 'spam'), id: 'other' }])).toBe(true);
  expect(isSameAnswer([choice('kind', 'a', 'b')], [choice('kind', 'b', 'a')])).toBe(true);
  expect(isSameAnswer([choice('kind', 'spam')], [choice('kind', 'not spam')])).toBe(false);
  expect(isSameAnswer([choice('kind', 'spam')], [])).toBe(false);
});

test('only what the suggestion answers counts', () => {
  const chosen = [choice('kind', 'spam'), choice('tone', 'rude')];
  expect(isSameAnswer([choice('kind', 'spam')], chosen)).toBe(true);
  expect(isSameAnswer(chosen, [choice('kind', 'spam')])).toBe(false);
});

test('a region that was moved, left out or added is another answer', () => {
  const suggested = [box('a', 1), box('b', 5)];
  expect(isSameAnswer(suggested, [{ ...box('a', 1), origin: 'prediction' }, box('b', 5)])).toBe(true);
  expect(isSameAnswer(suggested, [box('a', 2), box('b', 5)])).toBe(false);
  expect(isSameAnswer(suggested, [box('a', 1)])).toBe(false);
  expect(isSameAnswer(suggested, [...suggested, box('c', 9)])).toBe(false);
});
