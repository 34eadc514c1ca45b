import { indexCodePoints } from '../../labels/text/code-points.ts';

/** A stretch of a text, in code points. */
export type Span<Mark> = { readonly start: number; readonly end: number; readonly mark: Mark };

/** A piece of a text with the marks that lie over all of it, or a stretch that is left out. */
export type TextPiece<Mark> =
  | { readonly type: 'text'; readonly text: string; readonly marks: readonly Mark[] }
  | { readonly type: 'gap'; readonly length: number };

/** A text cut where marks begin and end; long stretches without a mark keep `around` characters at their ends. */
export const textPieces = <Mark>(
  text: string,
  spans: readonly Span<Mark>[],
  around: number,
): readonly TextPiece<Mark>[] => {
  const { toUtf16 } = indexCodePoints(text);
  const placed = spans
    .map(({ start, end, mark }) => ({ start: toUtf16(start), end: toUtf16(end), mark }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const cuts = [...new Set([0, text.length, ...placed.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const pieces: TextPiece<Mark>[] = [];
  let open: typeof placed = [];
  let begun = 0;
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    open = open.filter(({ end }) => end > from);
    for (let next = placed[begun]; next && next.start <= from; next = placed[begun]) {
      open.push(next);
      begun += 1;
    }
    const piece = text.slice(from, to);
    if (open.length > 0) pieces.push({ type: 'text', text: piece, marks: open.map(({ mark }) => mark) });
    else pieces.push(...shortened(piece, { head: index > 0, tail: to < text.length, around }));
  }
  return pieces;
};

/** `head`, `tail`: what stands beside a mark on that side is kept. */
const shortened = (
  text: string,
  { head, tail, around }: { readonly head: boolean; readonly tail: boolean; readonly around: number },
): readonly TextPiece<never>[] => {
  const [first, last] = [head || !tail ? around : 0, tail ? around : 0];
  if (text.length <= first + last + around) return [{ type: 'text', text, marks: [] }];
  const from = notInPair(text, first);
  const to = notInPair(text, text.length - last);
  return [
    ...(from > 0 ? [{ type: 'text' as const, text: text.slice(0, from), marks: [] }] : []),
    { type: 'gap' as const, length: to - from },
    ...(to < text.length ? [{ type: 'text' as const, text: text.slice(to), marks: [] }] : []),
  ];
};

const notInPair = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
};
