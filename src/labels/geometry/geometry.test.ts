import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enclosingBox } from './enclosing-box.ts';
import type { Point } from './point.ts';
import { polygonArea } from './polygon-area.ts';
import { overlapArea, polygonIou } from './polygon-overlap.ts';
import { rectangleCorners } from './rectangle-corners.ts';

const polygon = (...flat: readonly number[]): readonly Point[] =>
  Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at] ?? 0, flat[2 * at + 1] ?? 0]);
const square = (x: number, y: number, side: number) =>
  polygon(x, y, x + side, y, x + side, y + side, x, y + side);

test('a box turned a quarter about its top left lies left of it; angles are right on images that are not square', () => {
  const corners = rectangleCorners(
    { x: 50, y: 10, width: 10, height: 20, rotation: 90 },
    { width: 200, height: 100 },
  );
  const box = enclosingBox(corners);
  for (const [name, value] of Object.entries({ x: 80, y: 10, width: 20, height: 20 }))
    expect(box[name as 'x']).toBeCloseTo(value, 9);
});

test('overlap of a U with a bar through both of its arms', () => {
  const u = polygon(0, 0, 1, 0, 1, 3, 2, 3, 2, 0, 3, 0, 3, 4, 0, 4);
  const bar = polygon(-1, 1, 4, 1, 4, 2, -1, 2);
  expect(polygonArea(u)).toBe(9);
  expect(overlapArea(u, bar)).toBeCloseTo(2, 9);
  expect(overlapArea(u.toReversed(), bar)).toBeCloseTo(2, 9);
});

const at = fc.integer({ min: 0, max: 20 });
const side = fc.integer({ min: 1, max: 12 });

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

test('property: a turned box keeps its area and overlaps itself wholly', () => {
  fc.assert(
    fc.property(fc.double({ min: -360, max: 360, noNaN: true }), side, (rotation, width) => {
      const corners = rectangleCorners(
        { x: 40, y: 40, width, height: 9, rotation },
        { width: 300, height: 100 },
      );
      expect(polygonArea(corners)).toBeCloseTo(width * 3 * 9, 6);
      expect(polygonIou(corners, corners)).toBeCloseTo(1, 6);
    }),
  );
});
