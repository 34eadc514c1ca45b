/** A stretch of a text in UTF-16 units, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const isWordChar = (char: string | undefined): boolean =>
  char !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(char);

/**
 * Every other place where the same words stand: whole words where the stretch is of whole words, none that overlaps
 * with another found one.
 */
export function sameText(text: string, { start, end }: Stretch): readonly Stretch[] {
  const wanted = text.slice(start, end);
  if (wanted.trim() === '') return [];
  const before = (at: number): string | undefined => [...text.slice(Math.max(0, at - 2), at)].at(-1);
  const after = (at: number): string | undefined => [...text.slice(at, at + 2)][0];
  const isWhole = (from: number, to: number): boolean =>
    !(isWordChar(before(from)) && isWordChar(after(from))) &&
    !(isWordChar(before(to)) && isWordChar(after(to)));
  const whole = isWhole(start, end);
  const found: Stretch[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at)) {
    const to = at + wanted.length;
    const isOther = to <= start || at >= end;
    if (isOther && (!whole || isWhole(at, to))) {
      found.push({ start: at, end: to });
      at = to;
    } else at += 1;
  }
  return found;
}
