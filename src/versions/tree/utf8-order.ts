/**
 * Compares two well-formed strings as their UTF-8 bytes compare. JavaScript's own order is that of UTF-16
 * code units, which puts astral characters (surrogates, D800–DFFF) before U+E000–U+FFFF.
 */
export const compareUtf8 = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      if (x >= 0xd800 && y >= 0xd800) return rank(x) - rank(y);
      return x - y;
    }
  }
  return a.length - b.length;
};

const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

/** The least string that sorts after every string with this prefix, or null when there is none. */
export const afterPrefix = (prefix: string): string | null => {
  const points = Array.from(prefix);
  while (points.length > 0) {
    const point = points.pop()?.codePointAt(0) ?? 0;
    if (point < 0x10ffff) {
      const next = point + 1 >= 0xd800 && point + 1 <= 0xdfff ? 0xe000 : point + 1;
      return points.join('') + String.fromCodePoint(next);
    }
  }
  return null;
};
