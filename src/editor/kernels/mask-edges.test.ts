import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from '../../labels/geometry/point.ts';
import { edgesBounds } from '../../labels/masks/mask-spans.ts';
import { combineEdges, isPainted, moveEdges, strokeEdges } from './mask-edges.ts';
import { edgesOf, rasterOf } from './mask-raster.suite.ts';

const size = { width: 7, height: 5 };
const raster = fc
  .array(fc.constantFrom<0 | 1>(0, 1), { minLength: 35, maxLength: 35 })
  .map((bits) => Uint8Array.from(bits));

test('raster to edges and back; every pixel is found', () => {
  fc.assert(
    fc.property(raster, (given) => {
      const edges = edgesOf(given);
      expect(rasterOf(edges, size)).toEqual(given);
      given.forEach((bit, pixel) => expect(isPainted(edges, pixel)).toBe(bit === 1));
    }),
  );
});

test('a moved mask is its pixels moved', () => {
  fc.assert(
    fc.property(raster, fc.integer({ min: -8, max: 8 }), fc.integer({ min: -6, max: 6 }), (given, x, y) => {
      const moved = rasterOf(moveEdges(edgesOf(given), size, { x, y }), size);
      for (let row = 0; row < 5; row++) {
        for (let column = 0; column < 7; column++) {
          const [fromRow, fromColumn] = [row - y, column - x];
          const inside = fromRow >= 0 && fromRow < 5 && fromColumn >= 0 && fromColumn < 7;
          expect(moved[row * 7 + column]).toBe(inside ? given[fromRow * 7 + fromColumn] : 0);
        }
      }
    }),
  );
});

test('property: both together, and one without the other, pixel by pixel', () => {
  fc.assert(
    fc.property(raster, raster, (a, b) => {
      const [first, second] = [edgesOf(a), edgesOf(b)];
      expect(combineEdges(first, second)).toEqual(edgesOf(a.map((bit, at) => bit | (b[at] ?? 0))));
      expect(combineEdges(first, second, true)).toEqual(edgesOf(a.map((bit, at) => bit & ~(b[at] ?? 0))));
    }),
  );
});

test('property: a stroke covers the pixels whose middle is near its way', () => {
  const large = { width: 40, height: 30 };
  const spot = fc.record({
    x: fc.double({ min: -8, max: 48, noNaN: true }),
    y: fc.double({ min: -8, max: 38, noNaN: true }),
  });
  const ways = fc.array(spot, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(ways, fc.double({ min: 0.5, max: 9, noNaN: true }), (points, radius) => {
      const painted = rasterOf(strokeEdges(large, points, radius), large);
      const wrong: number[] = [];
      for (let pixel = 0; pixel < painted.length; pixel++) {
        const middle = { x: (pixel % 40) + 0.5, y: Math.floor(pixel / 40) + 0.5 };
        const far = Math.min(
          ...points.map((point, index) => distance(middle, points[index - 1] ?? point, point)),
        );
        if (Math.abs(far - radius) > 1e-6 && painted[pixel] !== (far < radius ? 1 : 0)) wrong.push(pixel);
      }
      expect(wrong).toEqual([]);
    }),
  );
});

const distance = (at: Point, from: Point, to: Point): number => {
  const squared = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  const along = (at.x - from.x) * (to.x - from.x) + (at.y - from.y) * (to.y - from.y);
  const part = squared === 0 ? 0 : Math.min(1, Math.max(0, along / squared));
  return Math.hypot(at.x - from.x - part * (to.x - from.x), at.y - from.y - part * (to.y - from.y));
};

test('a stroke paints a round way without holes, an eraser takes it back', () => {
  const large = { width: 60, height: 40 };
  const way = [
    { x: 10, y: 20 },
    { x: 50, y: 20 },
  ];
  const edges = strokeEdges(large, way, 5);
  for (let x = 10; x < 50; x++) for (let y = 17; y < 23; y++) expect(isPainted(edges, y * 60 + x)).toBe(true);
  expect(edgesBounds(edges, 60)).toEqual({ left: 5, top: 15, right: 55, bottom: 25 });
  expect(isPainted(edges, 15 * 60 + 5)).toBe(false);
  expect(combineEdges(edges, strokeEdges(large, way, 6), true)).toEqual([]);
});
