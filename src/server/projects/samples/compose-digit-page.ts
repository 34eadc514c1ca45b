import type { Size } from '../../../labels/geometry/point.ts';

/** One handwritten digit: 28 × 28 bytes of ink, row by row; 255 is the blackest. */
export type Digit = { readonly digit: number; readonly ink: Uint8Array };

/** Where a digit lies on its page: the box of its ink, in whole pixels. */
export type DigitBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
};

export type DigitPage = { readonly gray: Uint8Array; readonly boxes: readonly DigitBox[] };

/** The side of a digit's bitmap. */
export const digitSide = 28;
/** Ink fainter than this is the blur of a stroke, not part of its box. */
const visible = 48;
const gap = 6;
const tries = 40;

type Stamp = { readonly ink: Uint8Array; readonly width: number; readonly height: number };

/**
 * A page of paper with digits at random places and in random sizes, none of which touches another. A digit for
 * which no place is found is left out. The same `random` gives the same page.
 */
export const composeDigitPage = (size: Size, digits: readonly Digit[], random: () => number): DigitPage => {
  const paper = 236 + Math.floor(random() * 20);
  const gray = new Uint8Array(size.width * size.height).fill(paper);
  const boxes: DigitBox[] = [];
  for (const { digit, ink } of digits) {
    // Small ones are as likely as large ones by their ratio, not by their difference.
    const side = Math.round(30 * 4 ** random());
    const stamp = trim(enlarge(ink, side));
    const strength = 0.7 + random() * 0.3;
    const box = findPlace(size, stamp, boxes, random);
    if (box === undefined) continue;
    press(gray, size.width, stamp, box, strength);
    boxes.push({ ...box, width: stamp.width, height: stamp.height, label: String(digit) });
  }
  return { gray, boxes };
};

/** The bitmap at another size, between its pixels by straight lines. */
const enlarge = (ink: Uint8Array, side: number): Stamp => {
  const out = new Uint8Array(side * side);
  const step = digitSide / side;
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= digitSide || y >= digitSide ? 0 : (ink[y * digitSide + x] as number);
  for (let y = 0; y < side; y++) {
    const sourceY = (y + 0.5) * step - 0.5;
    const top = Math.floor(sourceY);
    const down = sourceY - top;
    for (let x = 0; x < side; x++) {
      const sourceX = (x + 0.5) * step - 0.5;
      const left = Math.floor(sourceX);
      const right = sourceX - left;
      const above = at(left, top) * (1 - right) + at(left + 1, top) * right;
      const below = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
      out[y * side + x] = Math.round(above * (1 - down) + below * down);
    }
  }
  return { ink: out, width: side, height: side };
};

/** Cut to the rows and columns that have visible ink. */
const trim = ({ ink, width, height }: Stamp): Stamp => {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if ((ink[y * width + x] as number) < visible) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  if (right === 0) return { ink: new Uint8Array(0), width: 0, height: 0 };
  const out = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++)
    out.set(ink.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  return { ink: out, width: right - left, height: bottom - top };
};

const findPlace = (
  size: Size,
  { width, height }: Stamp,
  taken: readonly DigitBox[],
  random: () => number,
): { x: number; y: number } | undefined => {
  const across = size.width - width - 2 * gap;
  const down = size.height - height - 2 * gap;
  if (width === 0 || across < 0 || down < 0) return undefined;
  for (let count = 0; count < tries; count++) {
    const x = gap + Math.floor(random() * (across + 1));
    const y = gap + Math.floor(random() * (down + 1));
    const meets = (box: DigitBox): boolean =>
      x < box.x + box.width + gap &&
      box.x < x + width + gap &&
      y < box.y + box.height + gap &&
      box.y < y + height + gap;
    if (!taken.some(meets)) return { x, y };
  }
  return undefined;
};

/** Ink takes light from the paper. */
const press = (
  gray: Uint8Array,
  pageWidth: number,
  { ink, width, height }: Stamp,
  place: { readonly x: number; readonly y: number },
  strength: number,
): void => {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (place.y + y) * pageWidth + place.x + x;
      const light = 1 - ((ink[y * width + x] as number) / 255) * strength;
      gray[at] = Math.round((gray[at] as number) * light);
    }
};
