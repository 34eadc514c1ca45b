import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, hunksOf } from './line-diff.ts';

const line = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.array(line, { maxLength: 30 });

test('both sides can be read off the diff, and line numbers count', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after) ?? [];
      const kept = lines.filter((each) => each.type !== 'added');
      const made = lines.filter((each) => each.type !== 'removed');
      expect(kept.map((each) => each.text)).toEqual(before);
      expect(made.map((each) => each.text)).toEqual(after);
      expect(kept.map((each) => each.before)).toEqual(before.map((_, index) => index + 1));
      expect(made.map((each) => each.after)).toEqual(after.map((_, index) => index + 1));
    }),
  );
});

test('is the shortest: one changed line costs one removed and one added', () => {
  const lines = diffLines(['1', '2', '3', '4'], ['1', 'x', '3', '4']) ?? [];
  expect(lines.map((each) => each.type)).toEqual(['same', 'removed', 'added', 'same', 'same']);
});

test('gives up over the limit', () => {
  expect(diffLines(['a', 'b', 'c'], ['d', 'e', 'f'], 3)).toBeNull();
});

test('leaves out far equal lines', () => {
  const before = Array.from({ length: 40 }, (_, index) => `${index}`);
  const lines = diffLines(before, [...before.slice(0, 20), 'new', ...before.slice(20)]) ?? [];
  expect(hunksOf(lines).map((hunk) => [hunk.skipped, hunk.lines.length])).toEqual([[17, 7]]);
});
