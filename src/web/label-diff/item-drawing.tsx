import { useMemo } from 'react';
import type { LabelChange } from '../../shared/contract/project-labels.ts';
import type { ChangedPart } from '../../shared/label-diff/changed-parts.ts';
import { type DrawnSide, marksOf } from './drawn-marks.ts';
import s from './item-drawing.module.css';
import { type Choice, MarkedItem } from './marked-item.tsx';

export type DrawingView = 'together' | 'apart';

/** A changed task's item, drawn: before and after in one picture, or side by side. */
export const ItemDrawing = ({
  change,
  parts,
  view,
  ...choice
}: Choice & {
  readonly change: LabelChange;
  readonly parts: readonly ChangedPart[];
  readonly view: DrawingView;
}) => (
  <div className={s.drawing} data-view={view}>
    {view === 'together' ? (
      <OneDrawing change={change} parts={parts} side="both" {...choice} />
    ) : (
      (['before', 'after'] as const).map((side) => (
        <figure key={side}>
          <figcaption>{side === 'before' ? 'Before' : 'After'}</figcaption>
          {change[side] === null ? (
            <p className={s.none}>No labels {side === 'before' ? 'yet' : 'any more'}.</p>
          ) : (
            <OneDrawing change={change} parts={parts} side={side} {...choice} />
          )}
        </figure>
      ))
    )}
    {view === 'together' ? <Legend parts={parts} /> : null}
  </div>
);

const OneDrawing = ({
  change,
  parts,
  side,
  ...choice
}: Choice & {
  readonly change: LabelChange;
  readonly parts: readonly ChangedPart[];
  readonly side: DrawnSide;
}) => {
  const marks = useMemo(() => marksOf(change, parts, side), [change, parts, side]);
  const file = (side === 'before' ? change.before : (change.after ?? change.before)) as {
    data?: Readonly<Record<string, unknown>>;
  } | null;
  return <MarkedItem resolved={change.resolved} data={file?.data ?? {}} marks={marks} {...choice} />;
};

const legend = [
  { kind: 'added', words: 'added' },
  { kind: 'removed', words: 'removed' },
  { kind: 'relabeled', words: 'another class' },
  { kind: 'was', words: 'before' },
  { kind: 'changed', words: 'after' },
] as const;

/** What the colours mean, of those that are there. */
const Legend = ({ parts }: { readonly parts: readonly ChangedPart[] }) => {
  const kinds = new Set(
    parts.flatMap(({ kind, type }) => (type !== 'region' ? [] : kind === 'changed' ? ['was', kind] : [kind])),
  );
  const shown = legend.filter(({ kind }) => kinds.has(kind));
  if (shown.length === 0) return null;
  return (
    <p className={s.legend}>
      {shown.map(({ kind, words }) => (
        <span key={kind}>
          <i className={kind === 'was' ? `${s.changed} ${s.was}` : s[kind]} />
          {words}
        </span>
      ))}
    </p>
  );
};
