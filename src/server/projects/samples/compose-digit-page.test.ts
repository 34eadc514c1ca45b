import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../learning/seeded-random.ts';
import { composeDigitPage, type Digit, digitSide } from './compose-digit-page.ts';

const size = { width: 320, height: 240 };
/** A block of ink, so that its box is known. */
const block = (digit: number, side: number): Digit => {
  const ink = new Uint8Array(digitSide * digitSide);
  for (let y = 4; y < 4 + side; y++) ink.fill(255, y * digitSide + 4, y * digitSide + 4 + side);
  return { digit, ink };
};

test('boxes lie on the page, are tight about the ink, and do not touch', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 6, max: 20 })), { maxLength: 20 }),
      (seed, wanted) => {
        const digits = wanted.map(([digit, side]) => block(digit, side));
        const page = composeDigitPage(size, digits, seededRandom(seed));
        const paper = page.gray[0] as number;
        const owner = new Int16Array(size.width * size.height).fill(-1);
        page.boxes.forEach((box, index) => {
          expect(box.x).toBeGreaterThan(0);
          expect(box.x + box.width).toBeLessThan(size.width);
          expect(box.y + box.height).toBeLessThan(size.height);
          for (let y = box.y; y < box.y + box.height; y++)
            for (let x = box.x; x < box.x + box.width; x++) {
              expect(owner[y * size.width + x]).toBe(-1);
              owner[y * size.width + x] = index;
            }
          // Each edge has ink on it.
          const dark = (x: number, y: number) => (page.gray[y * size.width + x] as number) < paper;
          const middle = { x: box.x + (box.width >> 1), y: box.y + (box.height >> 1) };
          expect(dark(box.x, middle.y) && dark(box.x + box.width - 1, middle.y)).toBe(true);
          expect(dark(middle.x, box.y) && dark(middle.x, box.y + box.height - 1)).toBe(true);
        });
        // No ink outside of the boxes.
        expect(page.gray.some((value, at) => value !== paper && owner[at] === -1)).toBe(false);
      },
    ),
    { numRuns: 25 },
  );
});

test('the same seed gives the same page', () => {
  const digits = [block(3, 18), block(7, 12)];
  const one = composeDigitPage(size, digits, seededRandom(5));
  expect(composeDigitPage(size, digits, seededRandom(5))).toEqual(one);
  expect(composeDigitPage(size, digits, seededRandom(6)).boxes).not.toEqual(one.boxes);
});

test('a page with no room leaves digits out', () => {
  const many = Array.from({ length: 400 }, () => block(1, 20));
  const { boxes } = composeDigitPage(size, many, seededRandom(1));
  expect(boxes.length).toBeGreaterThan(3);
  expect(boxes.length).toBeLessThan(400);
});
