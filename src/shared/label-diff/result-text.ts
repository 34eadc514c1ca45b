/** One result of an annotation, as far as a diff shows it. */
export type ShownResult = {
  readonly id?: string;
  readonly from_name?: string;
  readonly to_name?: string;
  readonly type?: string;
  /** Of a relation. */
  readonly from_id?: string;
  readonly to_id?: string;
  readonly labels?: readonly string[];
  readonly value?: Readonly<Record<string, unknown>>;
};

const listKeys = /^(choices|labels|.*labels|taxonomy|text|items)$/;

/** What a result says in words: its classes, text, number or rating. */
export const wordsOf = (result: ShownResult): readonly string[] => {
  const value = result.value ?? {};
  const words: string[] = [...(result.labels ?? [])];
  for (const [key, part] of Object.entries(value)) {
    if (Array.isArray(part) && listKeys.test(key)) words.push(...part.flat().map(String));
    else if (key === 'rating') words.push(`${String(part)} stars`);
    else if (key === 'number' || key === 'datetime') words.push(String(part));
  }
  return words;
};

export type Excerpt = { readonly before: string; readonly span: string; readonly after: string };

/**
 * The part of a text that a span marks, with some of what stands round it. Offsets are code points. Null when the
 * task holds no text that fits.
 */
export const excerptOf = (
  result: ShownResult,
  data: Readonly<Record<string, unknown>>,
  around = 48,
): Excerpt | null => {
  const value = result.value ?? {};
  const { start, end, text } = value;
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  const texts = Object.values(data).filter((part): part is string => typeof part === 'string');
  const cut = texts.map((whole) => {
    const points = [...whole];
    return {
      before: (start > around ? '…' : '') + points.slice(Math.max(0, start - around), start).join(''),
      span: points.slice(start, end).join(''),
      after: points.slice(end, end + around).join('') + (end + around < points.length ? '…' : ''),
    };
  });
  const exact = cut.find((excerpt) => excerpt.span === text);
  return exact ?? cut.find((excerpt) => excerpt.span !== '') ?? null;
};

/** The values that say where a result is, not what it is; equal for two at the same place. */
export const placeOf = (result: ShownResult): string =>
  JSON.stringify(
    Object.entries(result.value ?? {})
      .filter(([key]) => !listKeys.test(key) && !/^(rating|number|datetime)$/.test(key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** It is somewhere on its item: a region, no answer about the whole. */
export const isPlaced = (result: ShownResult | null): boolean => result !== null && placeOf(result) !== '[]';

/** Where a span of a text lies, in code points; null for what is none. */
export const spanOf = (result: ShownResult): { readonly start: number; readonly end: number } | null => {
  const { start, end } = result.value ?? {};
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : null;
};

/** The address of the image that a task shows, as the browser can load it; null when there is none. */
export const imageOf = (data: Readonly<Record<string, unknown>>): string | null => {
  for (const part of Object.values(data)) {
    if (typeof part !== 'string') continue;
    if (part.startsWith('data:image/')) return part;
    if (!/\.(png|jpe?g|gif|webp|bmp|avif|svg)(\?|$)/i.test(part)) continue;
    if (/^(https?:\/\/|\/(?!\/))/.test(part)) return part;
  }
  return null;
};
