import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeMaskForTest, encodeRleForTest } from '../fixtures/encode-rle.suite.ts';
import { maskAlpha } from './mask-alpha.ts';
import { maskRuns, masksIou, paintedPixels } from './mask-runs.ts';
import { walkRle } from './walk-rle.ts';

const decode = (bytes: ArrayLike<number>): number[] => {
  const values: number[] = [];
  walkRle(bytes, (start, end, value) => {
    expect(start).toBe(values.length);
    while (values.length < end) values.push(value);
  });
  return values;
};

test('the example of the format: a literal chunk and a run, bit by bit', () => {
  // 6 values of 8 bits, sizes 3 4 8 16; literals 1, 2, 3; then 9 three times.
  const bits =
    '00000000000000000000000000000110' +
    '00111' +
    '0010001101111111' +
    '0' +
    '00' +
    '010' +
    '000000010000001000000011' +
    '1' +
    '00' +
    '010' +
    '00001001';
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
  expect(decode(bytes)).toEqual([1, 2, 3, 9, 9, 9]);
});

const mask = fc.array(fc.constantFrom(0, 0, 0, 255, 255, 80), { maxLength: 80 });

test('property: what was encoded comes back; runs are the pixels painted', () => {
  fc.assert(
    fc.property(mask, fc.boolean(), (alpha, literals) => {
      expect(decode(encodeRleForTest(alpha, literals))).toEqual(alpha);
      const rle = encodeMaskForTest(alpha);
      expect([...maskAlpha(rle, { width: alpha.length, height: 1 })]).toEqual(alpha);
      const runs = maskRuns(rle);
      expect(paintedPixels(runs)).toBe(alpha.filter((value) => value > 0).length);
      expect(runs.pixels).toBe(alpha.length);
    }),
  );
});

test('property: overlap of masks is that of their pixels', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(0, 255), fc.constantFrom(0, 255)), { maxLength: 60 }),
      (both) => {
        const [a, b] = [both.map(([left]) => left), both.map(([, right]) => right)];
        const shared = both.filter(([left, right]) => left > 0 && right > 0).length;
        const all = both.filter(([left, right]) => left > 0 || right > 0).length;
        const iou = masksIou(maskRuns(encodeMaskForTest(a)), maskRuns(encodeMaskForTest(b)));
        expect(iou).toBe(all === 0 ? 0 : shared / all);
      },
    ),
  );
});

test('a header that promises more than there is, and a mask of another size, are refused', () => {
  expect(() => walkRle([255, 255, 255, 255, 57, 27, 255], () => {})).toThrow('end too early');
  const bomb = [255, 255, 255, 255, 57, 27, 255];
  expect(() => maskAlpha(bomb, { width: 2, height: 2 })).toThrow('4294967295 values');
  expect(() => walkRle([], () => {})).toThrow('end too early');
});
