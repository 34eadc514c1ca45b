/**
 * Offsets into one text, both ways: UTF-16 units, which JavaScript and the DOM count, and Unicode code points,
 * which Label Studio's results and Python count. Offsets outside are clamped; one inside a surrogate pair means
 * the pair's start.
 */
export type CodePoints = {
  /** Length of the text in code points. */
  readonly length: number;
  readonly toCodePoint: (utf16: number) => number;
  readonly toUtf16: (codePoint: number) => number;
};

// Units between two remembered counts: a look-up scans at most this much.
const blockSize = 512;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Reads the text once; look-ups then cost a binary search and a short scan. */
export const indexCodePoints = (text: string): CodePoints => {
  // Most texts have no astral character: both counts are the same.
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
    const clamp = (offset: number): number => Math.min(Math.max(0, Math.trunc(offset)), text.length);
    return { length: text.length, toCodePoint: clamp, toUtf16: clamp };
  }
  const isSecondHalf = (at: number): boolean =>
    at > 0 && at < text.length && isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1));

  // blocks[n] = code points that begin before unit n * blockSize.
  const blocks = new Uint32Array(Math.floor(text.length / blockSize) + 1);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (at % blockSize === 0) blocks[at / blockSize] = count;
    if (!isSecondHalf(at)) count++;
  }
  if (text.length % blockSize === 0) blocks[text.length / blockSize] = count;
  const length = count;

  const toCodePoint = (utf16: number): number => {
    let end = Math.min(Math.max(0, Math.trunc(utf16)), text.length);
    if (isSecondHalf(end)) end--;
    const block = Math.floor(end / blockSize);
    let points = blocks[block] ?? 0;
    for (let at = block * blockSize; at < end; at++) if (!isSecondHalf(at)) points++;
    return points;
  };
  const toUtf16 = (codePoint: number): number => {
    const wanted = Math.min(Math.max(0, Math.trunc(codePoint)), length);
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((blocks[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    let at = low * blockSize;
    let points = blocks[low] ?? 0;
    if (isSecondHalf(at)) at++;
    while (points < wanted) {
      at += isSecondHalf(at + 1) ? 2 : 1;
      points++;
    }
    return at;
  };
  return { length, toCodePoint, toUtf16 };
};
