import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextOffsets } from './text-offsets.ts';

test('offsets agree with an array of code points, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const offsets = createTextOffsets(text);
      const points = Array.from(text);
      expect(offsets.length).toBe(points.length);
      let units = 0;
      points.forEach((point, index) => {
        expect(offsets.toUnits(index)).toBe(units);
        expect(offsets.toPoints(units)).toBe(index);
        units += point.length;
      });
      expect(offsets.toUnits(points.length)).toBe(text.length);
      expect(offsets.toPoints(text.length)).toBe(points.length);
      expect(offsets.slice(1, 3)).toBe(points.slice(1, 3).join(''));
    }),
    { numRuns: 40 },
  );
});

test('offsets outside are brought in', () => {
  const offsets = createTextOffsets('a👍b');
  expect(offsets.toUnits(99)).toBe(4);
  expect(offsets.toUnits(-1)).toBe(0);
  expect(offsets.toPoints(99)).toBe(3);
});
