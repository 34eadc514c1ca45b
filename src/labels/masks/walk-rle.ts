import { MaskError } from './mask-error.ts';

/**
 * Reads the run lengths of a brush result (the published format of @thi.ng/rle-pack): a header of 32 bits count,
 * 5 bits word size - 1, four times 4 bits length size - 1; then records of 1 bit (run or literals), 2 bits which
 * length size, length - 1, and one value or `length` values. `visit` gets each run of equal values as
 * [start, end) in values; for a mask a value is one channel of one RGBA pixel. Answers the count of values.
 * Throws MaskError where bits are missing.
 */
export const walkRle = (
  bytes: ArrayLike<number>,
  visit: (start: number, end: number, value: number) => void,
): number => {
  const read = bitReader(bytes);
  const count = read(32);
  const wordSize = read(5) + 1;
  const sizes = [read(4) + 1, read(4) + 1, read(4) + 1, read(4) + 1];
  for (let at = 0; at < count; ) {
    const isRun = read(1) === 1;
    const end = Math.min(count, at + read(sizes[read(2)] ?? 0) + 1);
    if (isRun) visit(at, end, read(wordSize));
    else for (let one = at; one < end; one++) visit(one, one + 1, read(wordSize));
    at = end;
  }
  return count;
};

/** How many values the header promises, before anything is allocated for them. */
export const rleCount = (bytes: ArrayLike<number>): number => bitReader(bytes)(32);

const bitReader = (bytes: ArrayLike<number>): ((bits: number) => number) => {
  const total = bytes.length * 8;
  let at = 0;
  return (bits) => {
    if (at + bits > total) throw new MaskError('the run lengths end too early');
    let value = 0;
    for (let left = bits; left > 0; ) {
      const inByte = 8 - (at & 7);
      const take = Math.min(left, inByte);
      const part = ((bytes[at >> 3] ?? 0) >> (inByte - take)) & ((1 << take) - 1);
      value = value * 2 ** take + part;
      at += take;
      left -= take;
    }
    return value;
  };
};
