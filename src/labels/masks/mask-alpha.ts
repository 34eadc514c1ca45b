import type { Size } from '../geometry/point.ts';
import { MaskError } from './mask-error.ts';
import { rleCount, walkRle } from './walk-rle.ts';

/**
 * The mask of a brush result: one byte of alpha for each pixel, row by row. Throws MaskError where the run
 * lengths are not of `size`, before memory for them is taken.
 */
export const maskAlpha = (rle: ArrayLike<number>, { width, height }: Size): Uint8Array => {
  const [count, pixels] = [rleCount(rle), width * height];
  if (count !== pixels * 4)
    throw new MaskError(`the mask has ${count} values, an image of ${width} x ${height} has ${pixels * 4}`);
  const alpha = new Uint8Array(pixels);
  walkRle(rle, (start, end, value) => {
    if (value !== 0) alpha.fill(value, Math.floor(start / 4), Math.floor(end / 4));
  });
  return alpha;
};
