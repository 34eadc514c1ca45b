import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnRuns } from './column-runs.ts';
import type { Edges } from './mask-spans.ts';

const edgesOf = (bits: readonly number[]): Edges => {
  const edges: number[] = [];
  bits.forEach((bit, at) => {
    if (bit === 1 && bits[at - 1] !== 1) edges.push(at);
    if (bit === 1 && bits[at + 1] !== 1) edges.push(at + 1);
  });
  return edges;
};

test('property: the runs are those of the raster, read down its columns', () => {
  const masks = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([width, height]) =>
      fc.record({
        size: fc.constant({ width, height }),
        bits: fc.array(fc.constantFrom(0, 0, 1, 1, 1), {
          minLength: width * height,
          maxLength: width * height,
        }),
      }),
    );
  fc.assert(
    fc.property(masks, ({ size: { width, height }, bits }) => {
      const down = Array.from(bits, (_, at) => bits[(at % height) * width + Math.floor(at / height)]);
      const runs: number[] = [0];
      let now = 0;
      for (const bit of down) {
        if (bit !== now) runs.push(0);
        now = bit ?? 0;
        runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
      }
      expect(columnRuns(edgesOf(bits), { width, height })).toEqual(runs);
    }),
    { numRuns: 500 },
  );
});

test('a mask of 12 megapixels', () => {
  const size = { width: 4000, height: 3000 };
  const edges = Array.from({ length: 1000 }, (_, row) => [
    (row + 500) * 4000 + 100,
    (row + 500) * 4000 + 300,
  ]);
  const runs = columnRuns(edges.flat(), size);
  expect(runs.slice(0, 3)).toEqual([100 * 3000 + 500, 1000, 2000]);
  expect(runs.reduce((sum, run) => sum + run)).toBe(12_000_000);
});
