import { expect, test } from 'vitest';
import { changeKind, isSought } from './change-kind.ts';

const box = (x: number, ...names: string[]) => ({
  id: 'r1',
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x, y: 1, width: 1, height: 1, rectanglelabels: names },
});
const modified = (before: object, after: object) =>
  ({ change: 'modified', before, after }) as Parameters<typeof changeKind>[0];

test('another class is relabeled, wherever the region went; another place alone is changed', () => {
  expect(changeKind(modified(box(1, 'car'), box(1, 'bus')))).toBe('relabeled');
  expect(changeKind(modified(box(1, 'car'), box(9, 'bus')))).toBe('relabeled');
  expect(changeKind(modified(box(1, 'car'), box(9, 'car')))).toBe('changed');
  expect(changeKind(modified(box(1, 'car', 'red'), box(1, 'red', 'car')))).toBe('changed');
  expect(changeKind({ change: 'added', after: box(1, 'car') })).toBe('added');
  expect(changeKind({ change: 'removed', before: box(1, 'car') })).toBe('removed');
});

test('what is looked for: the kind, and the class on either side', () => {
  const change = modified(box(1, 'car'), box(1, 'bus'));
  expect(isSought(change, {})).toBe(true);
  expect(isSought(change, { class: 'car' })).toBe(true);
  expect(isSought(change, { class: 'bus', kind: 'relabeled' })).toBe(true);
  expect(isSought(change, { class: 'tram' })).toBe(false);
  expect(isSought(change, { class: 'bus', kind: 'added' })).toBe(false);
});
