export type Granularity = 'symbol' | 'word' | 'sentence' | 'paragraph';

export interface UnitRange {
  readonly start: number;
  readonly end: number;
}

const reach = 400;

/** Takes blanks off both ends; null when nothing is left. Offsets in UTF-16 units. */
export function trimRange(text: string, { start, end }: UnitRange): UnitRange | null {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return from < to ? { start: from, end: to } : null;
}

/** Widens a range to whole words, sentences or paragraphs. Offsets in UTF-16 units; looks 400 units around, no further. */
export function snapRange(text: string, range: UnitRange, granularity: Granularity): UnitRange {
  if (granularity === 'symbol') return range;
  if (granularity === 'paragraph') {
    const end = text.indexOf('\n', Math.max(range.start, range.end - 1));
    return { start: text.lastIndexOf('\n', range.start - 1) + 1, end: end < 0 ? text.length : end };
  }
  return {
    start: edge(text, range.start, granularity).start,
    end: edge(text, range.end - 1, granularity).end,
  };
}

/** The word or sentence that holds the unit at `at`. */
function edge(text: string, at: number, granularity: 'word' | 'sentence'): UnitRange {
  const from = Math.max(0, at - reach);
  const segmenter = new Intl.Segmenter(undefined, { granularity });
  const found = segmenter.segment(text.slice(from, at + reach)).containing(at - from);
  if (!found) return { start: at, end: at + 1 };
  const range = { start: from + found.index, end: from + found.index + found.segment.length };
  return trimRange(text, range) ?? { start: at, end: at + 1 };
}
