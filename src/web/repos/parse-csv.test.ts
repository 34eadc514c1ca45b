import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from './parse-csv.ts';

test('reads quotes, doubled quotes, line breaks in cells and both line ends', () => {
  expect(parseCsv('a,b\r\n"x, ""y""","1\n2"\n', 10)).toEqual([
    ['a', 'b'],
    ['x, "y"', '1\n2'],
  ]);
});

test('takes the separator that the first line uses, and stops at the limit', () => {
  expect(parseCsv('a;b\n1;2\n3;4\n', 2)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('gives back whatever was written quoted', () => {
  const cell = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const text = [
        'h,k',
        ...rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')),
      ];
      expect(parseCsv(text.join('\n'), 100).slice(1)).toEqual(rows);
    }),
  );
});
