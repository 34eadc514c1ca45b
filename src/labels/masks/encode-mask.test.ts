import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeMaskForTest } from '../fixtures/encode-rle.suite.ts';
import { encodeMask } from './encode-mask.ts';
import { maskRuns } from './mask-runs.ts';

const runs = fc
  .array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 })
  .chain((steps) => fc.record({ steps: fc.constant(steps), tail: fc.nat(30) }))
  .map(({ steps, tail }) => {
    const edges: number[] = [];
    let at = 0;
    for (const step of steps.slice(0, steps.length - (steps.length % 2))) edges.push((at += step));
    return { pixels: at + tail, edges };
  });

test('what is encoded is read back, and is what the plain encoder writes', () => {
  fc.assert(
    fc.property(runs, (mask) => {
      const bytes = encodeMask(mask);
      expect(maskRuns(bytes)).toEqual(mask);
      const alpha = Array.from({ length: mask.pixels }, () => 0);
      for (let i = 0; i < mask.edges.length; i += 2) alpha.fill(255, mask.edges[i], mask.edges[i + 1]);
      expect(bytes).toEqual(encodeMaskForTest(alpha));
    }),
  );
});

test('runs longer than a record holds are cut, and come back whole', () => {
  const mask = { pixels: 12_000_000, edges: [5, 1_000_000, 2_000_001, 11_999_999] };
  expect(maskRuns(encodeMask(mask))).toEqual(mask);
});
