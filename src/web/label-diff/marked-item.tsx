import { indexCodePoints } from '../../labels/text/code-points.ts';
import type { DrawnMark } from './drawn-marks.ts';
import { ImageDrawing } from './image-drawing.tsx';
import { imageOf, spanOf } from '../../shared/label-diff/result-text.ts';
import { TextDrawing } from './text-drawing.tsx';

export type Choice = {
  /** The part that is looked at. */
  readonly chosen: string | null;
  readonly onChoose?: ((part: string) => void) | undefined;
};

type Data = Readonly<Record<string, unknown>>;

/** An item as people see it, image or text, with marks on it; nothing for an item that is neither. */
export const MarkedItem = ({
  resolved,
  data,
  marks,
  ...choice
}: Choice & {
  /** Its data with addresses that the browser can load. */
  readonly resolved: Data;
  /** Its data as they were labeled: the texts of. */
  readonly data: Data;
  readonly marks: readonly DrawnMark[];
}) => {
  const image = imageOf(resolved);
  if (image) return <ImageDrawing key={image} src={image} marks={marks} {...choice} />;
  return textsOf(data, marks).map(([name, text, own]) => (
    <TextDrawing key={name} text={text} marks={own} {...choice} />
  ));
};

/** The texts of an item that spans lie in; without spans its longest. */
const textsOf = (
  data: Readonly<Record<string, unknown>>,
  marks: readonly DrawnMark[],
): readonly (readonly [name: string, text: string, marks: readonly DrawnMark[]])[] => {
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const [longest] = [...texts].sort((a, b) => b[1].length - a[1].length);
  if (!longest) return [];
  const homes = new Map<string, DrawnMark[]>();
  for (const mark of marks) {
    const span = spanOf(mark.result);
    if (!span) continue;
    const said = mark.result.value?.text;
    const [home] = texts.find(([, text]) => isAt(text, span, said)) ?? longest;
    homes.set(home, [...(homes.get(home) ?? []), mark]);
  }
  const marked = texts.filter(([name]) => homes.has(name));
  return (marked.length > 0 ? marked : [longest]).map(([name, text]) => [name, text, homes.get(name) ?? []]);
};

const isAt = (text: string, { start, end }: { start: number; end: number }, said: unknown): boolean => {
  const { toUtf16 } = indexCodePoints(text);
  return text.slice(toUtf16(start), toUtf16(end)) === said;
};
