import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgesBounds } from '../../labels/masks/mask-spans.ts';
import { edgesOf, isPainted, moveEdges, rasterOf, strokeRaster } from './mask-raster.ts';

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

test('a stroke paints a round way without holes, an eraser takes it back', () => {
  const large = { width: 60, height: 40 };
  const canvas = new Uint8Array(60 * 40);
  const way = [
    { x: 10, y: 20 },
    { x: 50, y: 20 },
  ];
  strokeRaster(canvas, large, way, 5, 1);
  for (let x = 10; x < 50; x++) for (let y = 17; y < 23; y++) expect(canvas[y * 60 + x]).toBe(1);
  expect(edgesBounds(edgesOf(canvas), 60)).toEqual({ left: 5, top: 15, right: 55, bottom: 25 });
  expect(canvas[15 * 60 + 5]).toBe(0);
  strokeRaster(canvas, large, way, 6, 0);
  expect(edgesOf(canvas)).toEqual([]);
});
