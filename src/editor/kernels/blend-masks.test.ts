import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blendMasks, type InkedMask } from './blend-masks.ts';
import { edgesOf } from './mask-raster.suite.ts';

const size = { width: 9, height: 6 };
const ink = fc.record({ rgb: fc.nat(0xffffff), alpha: fc.integer({ min: 1, max: 255 }) });
const maskOf = (alpha = ink) =>
  fc.record({
    bits: fc.array(fc.constantFrom(0, 0, 1, 1, 1), {
      minLength: size.width * size.height,
      maxLength: size.width * size.height,
    }),
    by: fc.record({ x: fc.integer({ min: -3, max: 3 }), y: fc.integer({ min: -3, max: 3 }) }),
    ink: alpha,
  });
type Made = { bits: number[]; by: { x: number; y: number }; ink: InkedMask['ink'] };

const inked = ({ bits, by, ink }: Made): InkedMask => ({
  painted: { edges: edgesOf(Uint8Array.from(bits)), imageWidth: size.width, by },
  ink,
});
const isPainted = ({ bits, by }: Made, x: number, y: number): boolean => {
  const [ownX, ownY] = [x - by.x, y - by.y];
  if (ownX < 0 || ownY < 0 || ownX >= size.width || ownY >= size.height) return false;
  return bits[ownY * size.width + ownX] === 1;
};

test('property: a pixel is what the masks over it make, one by one', () => {
  fc.assert(
    fc.property(fc.array(maskOf(), { maxLength: 40 }), (masks) => {
      const left = 1;
      const top = 2;
      const raster = { width: 8, height: 5, left, top, step: 1 };
      const whole = blendMasks(masks.map(inked), raster);
      for (let y = 0; y < raster.height; y++)
        for (let x = 0; x < raster.width; x++) {
          const here = masks.filter((mask) => isPainted(mask, x + left, y + top));
          const one = { ...raster, width: 1, height: 1 };
          const dot = { edges: [0, 1], imageWidth: 1, by: { x: left, y: top } };
          const expected = blendMasks(
            here.map((mask) => ({ painted: dot, ink: mask.ink })),
            one,
          )[0];
          expect(whole[y * raster.width + x]).toBe(expected);
        }
    }),
    { numRuns: 60 },
  );
});

test('an opaque mask hides those below it; a half one lets half of them through', () => {
  const all = { edges: [0, 1], imageWidth: 1, by: { x: 0, y: 0 } };
  const raster = { width: 1, height: 1, left: 0, top: 0, step: 1 };
  const red = { painted: all, ink: { rgb: 0x0000ff, alpha: 255 } };
  const blue = { painted: all, ink: { rgb: 0xff0000, alpha: 128 } };
  expect(bytesOf(blendMasks([blue, red], raster))).toEqual([255, 0, 0, 255]);
  expect(bytesOf(blendMasks([red, blue], raster))).toEqual([127, 0, 128, 255]);
  expect(bytesOf(blendMasks([blue], raster))).toEqual([0, 0, 255, 128]);
});

test('in a coarser raster stretches that come to touch stay one', () => {
  const edges = [0, 3, 4, 7, 9, 10];
  const painted = { edges, imageWidth: 16, by: { x: 0, y: 0 } };
  const raster = { width: 4, height: 1, left: 0, top: 0, step: 4 };
  const pixels = blendMasks([{ painted, ink: { rgb: 0, alpha: 255 } }], raster);
  expect([...pixels].map((pixel) => pixel !== 0)).toEqual([true, true, true, false]);
});

const bytesOf = (pixels: Int32Array<ArrayBuffer>): number[] => [...new Uint8Array(pixels.buffer)];
