import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from './point.ts';
import { overlapArea, polygonIou } from './polygon-overlap.ts';
import { cornersOf } from './rotated-box.ts';

const polygon = (...flat: readonly number[]): readonly Point[] =>
  Array.from({ length: flat.length / 2 }, (_, at) => ({ x: flat[2 * at] ?? 0, y: flat[2 * at + 1] ?? 0 }));

test('overlap of a U with a bar through both of its arms', () => {
  const u = polygon(0, 0, 1, 0, 1, 3, 2, 3, 2, 0, 3, 0, 3, 4, 0, 4);
  const bar = polygon(-1, 1, 4, 1, 4, 2, -1, 2);
  expect(overlapArea(u, bar)).toBeCloseTo(2, 9);
  expect(overlapArea(u.toReversed(), bar)).toBeCloseTo(2, 9);
});

const at = fc.integer({ min: 0, max: 20 });
const side = fc.integer({ min: 1, max: 12 });
const square = (x: number, y: number, width: number) =>
  cornersOf({ x, y, width, height: width, rotation: 0 });

test('property: squares overlap as their edges say; the order of arguments and of points does not matter', () => {
  fc.assert(
    fc.property(at, at, side, at, at, side, (ax, ay, aSide, bx, by, bSide) => {
      const [a, b] = [square(ax, ay, aSide), square(bx, by, bSide)];
      const wide = Math.max(0, Math.min(ax + aSide, bx + bSide) - Math.max(ax, bx));
      const high = Math.max(0, Math.min(ay + aSide, by + bSide) - Math.max(ay, by));
      expect(overlapArea(a, b)).toBeCloseTo(wide * high, 9);
      expect(overlapArea(b.toReversed(), a)).toBeCloseTo(wide * high, 9);
      expect(polygonIou(a, a)).toBeCloseTo(1, 9);
    }),
  );
});

test('property: a turned box overlaps itself wholly', () => {
  fc.assert(
    fc.property(fc.double({ min: -360, max: 360, noNaN: true }), side, (rotation, width) => {
      const corners = cornersOf({ x: 40, y: 40, width, height: 9, rotation });
      expect(polygonIou(corners, corners)).toBeCloseTo(1, 6);
    }),
  );
});
