/** Converts between UTF-16 units (as the DOM counts) and code points (as results count), fast for long texts. */
export interface TextOffsets {
  readonly text: string;
  /** Length in code points. */
  readonly length: number;
  toPoints(units: number): number;
  /** An offset past the end is the end. */
  toUnits(points: number): number;
  /** The text between two code point offsets. */
  slice(start: number, end: number): string;
}

export function createTextOffsets(text: string): TextOffsets {
  // Where the second halves of surrogate pairs are: one search there answers either way.
  const seconds: number[] = [];
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) continue;
    const before = text.charCodeAt(i - 1);
    if (before >= 0xd800 && before <= 0xdbff) seconds.push(i);
  }
  /** How many of the first `seconds` satisfy `isBefore`, which holds for a prefix of them. */
  const count = (isBefore: (second: number, index: number) => boolean): number => {
    let low = 0;
    let high = seconds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(seconds[middle] as number, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const length = text.length - seconds.length;
  const toUnits = (points: number): number => {
    const wanted = Math.max(0, Math.min(points, length));
    return wanted + count((second, index) => second - index <= wanted);
  };
  return {
    text,
    length,
    toUnits,
    toPoints(units) {
      const wanted = Math.max(0, Math.min(units, text.length));
      return wanted - count((second) => second < wanted);
    },
    slice: (start, end) => text.slice(toUnits(start), toUnits(end)),
  };
}
