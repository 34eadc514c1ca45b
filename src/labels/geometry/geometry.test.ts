import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, distance, type Point, turned } from './point.ts';
import { nearestEdge, polygonArea, polygonContains } from './polygon.ts';
import {
  type BoxHandle,
  boxBetween,
  boxBounds,
  boxContains,
  centerOf,
  cornersOf,
  handlePoint,
  resizeBox,
  type RotatedBox,
  turnBox,
} from './rotated-box.ts';

const side = fc.integer({ min: 1, max: 400 });
const coordinate = fc.integer({ min: -500, max: 500 });
const point: fc.Arbitrary<Point> = fc.record({ x: coordinate, y: coordinate });
const box: fc.Arbitrary<RotatedBox> = fc.record({
  x: coordinate,
  y: coordinate,
  width: side,
  height: side,
  rotation: fc.integer({ min: 0, max: 359 }),
});
const handle = fc.constantFrom<BoxHandle>('nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w');
const opposite: Record<BoxHandle, BoxHandle> = {
  nw: 'se',
  n: 's',
  ne: 'sw',
  e: 'w',
  se: 'nw',
  s: 'n',
  sw: 'ne',
  w: 'e',
};

test('a box turned about its top-left corner, as Label Studio says', () => {
  const corners = cornersOf({ x: 10, y: 20, width: 100, height: 50, rotation: 90 });
  expect(corners.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
    [10, 20],
    [10, 120],
    [-40, 120],
    [-40, 20],
  ]);
});

test('turning keeps the center and the size, and turning back gives the box again', () => {
  fc.assert(
    fc.property(box, fc.integer({ min: -720, max: 720 }), (given, degrees) => {
      const after = turnBox(given, degrees);
      expect(distance(centerOf(after), centerOf(given))).toBeLessThan(1e-6);
      expect(after.rotation).toBeGreaterThanOrEqual(0);
      expect(after.rotation).toBeLessThan(360);
      const back = turnBox(after, -degrees);
      expect(distance(back, given)).toBeLessThan(1e-6);
    }),
  );
});

test('a dragged handle goes where it is dragged, and the opposite one stays', () => {
  fc.assert(
    fc.property(box, handle, point, (given, which, to) => {
      const after = resizeBox(given, which, to);
      expect(after.width).toBeGreaterThanOrEqual(0);
      expect(after.height).toBeGreaterThanOrEqual(0);
      if (which.length === 2) {
        const corners = cornersOf(after);
        const near = (p: Point): boolean => corners.some((corner) => distance(corner, p) < 1e-6);
        expect(near(to)).toBe(true);
        expect(near(handlePoint(given, opposite[which]))).toBe(true);
      }
    }),
  );
});

test('keepRatio keeps it; fromCenter keeps the center', () => {
  fc.assert(
    fc.property(box, fc.constantFrom<BoxHandle>('nw', 'ne', 'se', 'sw'), point, (given, which, to) => {
      const even = resizeBox(given, which, to, { keepRatio: true });
      expect(even.width * given.height).toBeCloseTo(even.height * given.width, 3);
      const centered = resizeBox(given, which, to, { fromCenter: true });
      expect(distance(centerOf(centered), centerOf(given))).toBeLessThan(1e-6);
    }),
  );
});

test('a box holds its corners and center, and lies in its bounds', () => {
  fc.assert(
    fc.property(box, (given) => {
      const bounds = boxBounds(given);
      for (const corner of [...cornersOf(given), centerOf(given)]) {
        expect(boxContains(given, corner, 1e-6)).toBe(true);
        expect(corner.x).toBeGreaterThanOrEqual(bounds.left - 1e-6);
        expect(corner.y).toBeLessThanOrEqual(bounds.bottom + 1e-6);
      }
      expect(boxContains(given, { x: bounds.right + 1, y: bounds.bottom + 1 })).toBe(false);
    }),
  );
});

test('a polygon of a box agrees with the box', () => {
  fc.assert(
    fc.property(box, point, (given, p) => {
      const corners = cornersOf(given);
      expect(polygonArea(corners)).toBeCloseTo(given.width * given.height, 3);
      const edge = nearestEdge(corners, p);
      if (edge.distance > 1e-6) expect(polygonContains(corners, p)).toBe(boxContains(given, p));
      expect(boundsOf(corners).left).toBeCloseTo(boxBounds(given).left, 6);
    }),
  );
});

test('small things', () => {
  expect(boxBetween({ x: 5, y: 1 }, { x: 2, y: 9 })).toEqual({
    x: 2,
    y: 1,
    width: 3,
    height: 8,
    rotation: 0,
  });
  expect(turned({ x: 1, y: 0 }, 90).y).toBeCloseTo(1);
  expect(
    nearestEdge(
      [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 10, y: 10 },
      ],
      { x: 9, y: 5 },
    ),
  ).toEqual({ index: 1, distance: 1 });
});
