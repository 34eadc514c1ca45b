import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameText } from './same-text.ts';

test('whole words only, where the stretch is of whole words', () => {
  const text = 'Ann met Anna. Ann, Ännn and Ann';
  expect(sameText(text, { start: 0, end: 3 })).toEqual([
    { start: 14, end: 17 },
    { start: 28, end: 31 },
  ]);
  expect(sameText(text, { start: 8, end: 11 })).toEqual([
    { start: 0, end: 3 },
    { start: 14, end: 17 },
    { start: 28, end: 31 },
  ]);
});

test('what is found reads the same, overlaps nothing, and blanks find nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', ' ', '👍'), { maxLength: 40 }),
      fc.nat(),
      fc.nat(),
      (parts, a, b) => {
        const text = parts.join('');
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const taken = [{ start, end }];
        for (const each of sameText(text, { start, end })) {
          expect(text.slice(each.start, each.end)).toBe(text.slice(start, end));
          expect(taken.every((other) => each.end <= other.start || each.start >= other.end)).toBe(true);
          taken.push(each);
        }
      },
    ),
  );
  expect(sameText('a  b  c', { start: 1, end: 3 })).toEqual([]);
});
