import { indexCodePoints } from '../../labels/text/code-points.ts';

/** A text with its offsets both ways: UTF-16 units (as the DOM counts) and code points (as results count). */
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
  const index = indexCodePoints(text);
  return {
    text,
    length: index.length,
    toUnits: index.toUtf16,
    toPoints: index.toCodePoint,
    slice: (start, end) => text.slice(index.toUtf16(start), index.toUtf16(end)),
  };
}
