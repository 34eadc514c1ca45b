import type { MaskRuns } from './mask-runs.ts';

const lengthSizes = [3, 4, 8, 16] as const;
const longest = 2 ** 16;

/**
 * A mask as a brush result holds it: the run lengths (published format of @thi.ng/rle-pack, 8-bit words, length sizes
 * 3 4 8 16) of its RGBA raster, painted pixels 255 in all four channels. What `walkRle` reads back.
 */
export const encodeMask = ({ pixels, edges }: MaskRuns): readonly number[] => {
  const bits = bitWriter();
  bits.write(pixels * 4, 32);
  bits.write(7, 5);
  for (const size of lengthSizes) bits.write(size - 1, 4);
  const run = (values: number, value: number): void => {
    for (let left = values; left > 0; ) {
      const length = Math.min(left, longest);
      // A single value at the end of a long run is a literal, as the published encoder writes it.
      const which = lengthSizes.findIndex((size) => length <= 2 ** size);
      bits.write(length === 1 ? 0 : 1, 1);
      bits.write(which, 2);
      bits.write(length - 1, lengthSizes[which] ?? 16);
      bits.write(value, 8);
      left -= length;
    }
  };
  let at = 0;
  for (let i = 0; i < edges.length; i += 2) {
    const [start, end] = [edges[i] ?? 0, edges[i + 1] ?? 0];
    run((start - at) * 4, 0);
    run((end - start) * 4, 255);
    at = end;
  }
  run((pixels - at) * 4, 0);
  return bits.bytes();
};

const bitWriter = () => {
  const bytes: number[] = [];
  let byte = 0;
  let filled = 0;
  return {
    write(value: number, count: number): void {
      for (let left = count; left > 0; ) {
        const take = Math.min(left, 8 - filled);
        const part = Math.floor(value / 2 ** (left - take)) & ((1 << take) - 1);
        byte = (byte << take) | part;
        filled += take;
        left -= take;
        if (filled === 8) {
          bytes.push(byte);
          byte = 0;
          filled = 0;
        }
      }
    },
    bytes: (): readonly number[] => (filled === 0 ? bytes : [...bytes, byte << (8 - filled)]),
  };
};
