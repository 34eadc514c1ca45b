import { useMemo } from 'react';
import { formatCount } from '../../shared/format-count.ts';
import type { DrawnMark } from './drawn-marks.ts';
import s from './item-drawing.module.css';
import { spanOf } from '../../shared/label-diff/result-text.ts';
import { textPieces } from './text-pieces.ts';

/** So many characters stand beside a mark before the rest of a stretch is left out. */
const around = 280;

/** A text with what changed in it. */
export const TextDrawing = ({
  text,
  marks,
  chosen,
  onChoose,
}: {
  readonly text: string;
  readonly marks: readonly DrawnMark[];
  readonly chosen: string | null;
  readonly onChoose?: ((part: string) => void) | undefined;
}) => {
  const pieces = useMemo(() => {
    const spans = marks.flatMap((mark) => {
      const span = spanOf(mark.result);
      return span ? [{ ...span, mark }] : [];
    });
    return textPieces(text, spans, around);
  }, [text, marks]);
  return (
    <p className={s.text}>
      {pieces.map((piece, index) => {
        if (piece.type === 'gap')
          return (
            <span key={index} className={s.gap}>
              {formatCount(piece.length)} characters without a change
            </span>
          );
        if (piece.marks.length === 0) return piece.text;
        const next = pieces[index + 1];
        const on = next?.type === 'text' ? next.marks : [];
        const ending = piece.marks.filter((mark) => mark.part !== null && mark.words && !on.includes(mark));
        const top = strongest(piece.marks, chosen);
        const isChosen = chosen !== null && piece.marks.some(({ part }) => part === chosen);
        return (
          <span key={index}>
            {/* biome-ignore lint: the list beside it is the way by keyboard */}
            <mark
              className={`${s[top.kind]} ${top.side === 'before' ? s.was : ''}`}
              data-chosen={isChosen || undefined}
              data-dim={(chosen !== null && !isChosen) || undefined}
              onClick={onChoose && top.part ? () => onChoose(top.part ?? '') : undefined}
            >
              {piece.text}
            </mark>
            {ending.map((mark, at) => (
              <small
                key={at}
                className={`${s.end} ${s[mark.kind]}`}
                data-dim={(chosen !== null && mark.part !== chosen) || undefined}
              >
                {mark.words}
              </small>
            ))}
          </span>
        );
      })}
    </p>
  );
};

const order = ['same', 'changed', 'relabeled', 'removed', 'added'];

/** Of marks that overlap the one to show: the chosen, else what changed most. */
const strongest = (marks: readonly DrawnMark[], chosen: string | null): DrawnMark =>
  [...marks].sort(
    (a, b) =>
      Number(b.part === chosen) - Number(a.part === chosen) || order.indexOf(b.kind) - order.indexOf(a.kind),
  )[0] as DrawnMark;
