/** One result of an annotation, as far as a diff shows it. */
export type ShownResult = {
  readonly id?: string;
  readonly from_name?: string;
  readonly to_name?: string;
  readonly type?: string;
  readonly value?: Readonly<Record<string, unknown>>;
};

const listKeys = /^(choices|labels|.*labels|taxonomy|text|items)$/;

/** What a result says in words: its classes, text, number or rating. */
export const wordsOf = (result: ShownResult): readonly string[] => {
  const value = result.value ?? {};
  const words: string[] = [];
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

export type Shape = {
  readonly type: 'rectangle' | 'polygon' | 'ellipse';
  readonly label: string;
  /** Percent of the image, 0 to 100. */
  readonly points: readonly (readonly [number, number])[];
};

const numbers = (value: Readonly<Record<string, unknown>>, ...names: string[]): number[] | null => {
  const found = names.map((name) => value[name]);
  return found.every((part) => typeof part === 'number') ? (found as number[]) : null;
};

/** A region of an image as points in percent, for a picture of it; null for what is none. */
export const shapeOf = (result: ShownResult): Shape | null => {
  const value = result.value ?? {};
  const label = wordsOf(result)[0] ?? '';
  if (Array.isArray(value.points)) {
    return { type: 'polygon', label, points: value.points as [number, number][] };
  }
  const round = numbers(value, 'x', 'y', 'radiusX', 'radiusY');
  if (round) {
    const [x, y, rx, ry] = round as [number, number, number, number];
    return {
      type: 'ellipse',
      label,
      points: [
        [x, y],
        [rx, ry],
      ],
    };
  }
  const box = numbers(value, 'x', 'y', 'width', 'height');
  if (!box) return null;
  const [x, y, width, height] = box as [number, number, number, number];
  const turn = (Number(value.rotation ?? 0) * Math.PI) / 180;
  // Sides are percent of different lengths: turned boxes are right on square images only, near enough for a diff.
  const corner = (dx: number, dy: number): [number, number] => [
    x + dx * Math.cos(turn) - dy * Math.sin(turn),
    y + dx * Math.sin(turn) + dy * Math.cos(turn),
  ];
  return {
    type: 'rectangle',
    label,
    points: [corner(0, 0), corner(width, 0), corner(width, height), corner(0, height)],
  };
};

/** The address of the image that a task shows, as the browser can load it; null when there is none. */
export const imageOf = (data: Readonly<Record<string, unknown>>): string | null => {
  for (const part of Object.values(data)) {
    if (typeof part !== 'string' || !/\.(png|jpe?g|gif|webp|bmp|avif)(\?|$)/i.test(part)) continue;
    if (/^(https?:\/\/|\/(?!\/))/.test(part)) return part;
  }
  return null;
};
