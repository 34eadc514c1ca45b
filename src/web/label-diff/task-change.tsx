import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { LabelChange } from '../../shared/contract/project-labels.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { taskText } from '../projects/task-text.ts';
import { partsOf } from '../../shared/label-diff/changed-parts.ts';
import { type DrawingView, ItemDrawing } from './item-drawing.tsx';
import { PartRows } from './part-rows.tsx';
import s from './task-change.module.css';

const states: Readonly<Record<LabelChange['change'], { readonly words: string; readonly tone: Tone }>> = {
  added: { words: 'first labels', tone: 'ok' },
  removed: { words: 'no labels left', tone: 'danger' },
  modified: { words: 'labels changed', tone: 'warn' },
};

/** One task between two label commits: its item drawn, and each change in words. */
export const TaskChange = ({
  project,
  change,
  view = 'together',
  chosen = null,
  named = true,
  onChoose,
}: {
  readonly project: string;
  readonly change: LabelChange;
  readonly view?: DrawingView;
  /** The key of the part that is looked at. */
  readonly chosen?: string | null;
  /** It says which task it is; not where that is said already. */
  readonly named?: boolean;
  readonly onChoose?: (part: string) => void;
}) => {
  const parts = useMemo(() => partsOf(change), [change]);
  const { words, tone } = states[change.change];
  const file = (change.after ?? change.before) as { data?: Parameters<typeof taskText>[0] } | null;
  return (
    <article className={s.task} aria-label={change.taskId ? `Task ${change.taskId}` : change.key}>
      {named ? (
        <div className={s.head}>
          {change.taskId ? (
            <Link to="/projects/$id/label" params={{ id: project }} search={{ task: change.taskId }}>
              Task {change.taskId}
            </Link>
          ) : (
            <code>{change.key.slice(0, 10)}</code>
          )}
          <Badge tone={tone}>{words}</Badge>
          <p>{taskText(file?.data ?? {})}</p>
        </div>
      ) : null}
      <div className={s.body} data-view={view}>
        <ItemDrawing change={change} parts={parts} view={view} chosen={chosen} onChoose={onChoose} />
        <PartRows change={change} parts={parts} chosen={chosen} {...(onChoose ? { onChoose } : {})} />
      </div>
    </article>
  );
};
