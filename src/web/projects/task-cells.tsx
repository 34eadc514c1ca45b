import { MessageSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TaskItem } from '../../shared/contract/project-tasks.ts';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import type { TaskOrder } from '../../shared/task-orders.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import type { Column, FixedColumn } from './columns.ts';
import { mediaNameOf } from './media-name.ts';
import { taskText } from './task-text.ts';
import s from './tasks-page.module.css';

type ColumnLook = {
  readonly title: string;
  /** Pixels that it never goes below, and its share of what is left. */
  readonly width: readonly [least: number, share: number];
  readonly order?: TaskOrder;
  readonly isNumber?: true;
  readonly cell: (task: TaskItem) => ReactNode;
};

const placeOf = ({ source, data }: TaskItem): string => {
  if (source) return `${source.path}${source.row === null ? '' : ` · row ${source.row}`}`;
  return [mediaNameOf(data), 'imported'].filter(Boolean).join(' · ');
};

const fixed: Readonly<Record<FixedColumn, ColumnLook>> = {
  data: {
    title: 'Data',
    width: [170, 3],
    cell: (task) => (
      <span className={s.data}>
        <span>{taskText(task.data) || '(no data)'}</span>
        <small>
          {placeOf(task)}
          {task.skipReason ? ` · skipped: ${task.skipReason}` : ''}
        </small>
      </span>
    ),
  },
  annotations: {
    title: 'Annotations',
    width: [112, 0],
    order: 'annotations',
    isNumber: true,
    cell: ({ annotations }) => formatCount(annotations),
  },
  score: {
    title: 'Score',
    width: [82, 0],
    order: 'score',
    isNumber: true,
    cell: ({ score }) => (score === null ? '' : score.toFixed(3)),
  },
  source: {
    title: 'Source',
    width: [130, 1],
    cell: (task) => (
      <span className={s.data} title={placeOf(task)}>
        <span>{placeOf(task)}</span>
        {task.source ? <small>{task.source.repo}</small> : null}
      </span>
    ),
  },
  state: {
    title: 'State',
    width: [84, 0],
    order: 'state',
    cell: (task) => (
      <span
        className={s.state}
        data-state={task.state}
        data-pending={task.pending || undefined}
        title={task.skipReason ?? undefined}
      >
        <i aria-hidden />
        {task.state}
        {task.pending ? <span className="sr-only">, not committed</span> : null}
      </span>
    ),
  },
  review: {
    title: 'Review',
    width: [96, 0],
    cell: ({ review, comments }) => (
      <span className={s.review}>
        {review ? <Badge tone={review === 'accepted' ? 'ok' : 'danger'}>{review}</Badge> : null}
        {comments > 0 ? (
          <span title={plural(comments, 'open comment')}>
            <MessageSquare aria-label="Open comments:" /> {comments}
          </span>
        ) : null}
      </span>
    ),
  },
  people: {
    title: 'By',
    width: [84, 0],
    cell: ({ annotators, assignee, suggestion }) =>
      annotators.length > 0 ? (
        <Avatars names={annotators} />
      ) : assignee ? (
        <span className={s.assignee}>
          <Badge title={`Assigned to ${assignee.name}`}>for {assignee.name}</Badge>
        </span>
      ) : suggestion ? (
        <Badge title="A model suggests a label">hint</Badge>
      ) : null,
  },
  updated: {
    title: 'Changed',
    width: [104, 0],
    order: 'updated',
    isNumber: true,
    cell: ({ updated }) => (
      <span className={s.when}>
        <TimeAgo time={updated} />
      </span>
    ),
  },
};

const fieldText = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

const Labels = ({ labels }: { readonly labels: NonNullable<TaskItem['labels']>[string] }) => {
  const text = labels.map((each) => (each.count > 1 ? `${each.text} × ${each.count}` : each.text)).join(', ');
  return (
    <span className={s.data} title={text}>
      <span>
        {labels.map((each) => (
          <span key={each.text} className={s.label}>
            {each.text}
            {each.count > 1 ? <b> ×{formatCount(each.count)}</b> : null}
          </span>
        ))}
      </span>
    </span>
  );
};

/** How a column looks and what it shows of a task. */
export const columnLook = ({ type, name }: Column): ColumnLook => {
  switch (type) {
    case 'fixed':
      return fixed[name as FixedColumn];
    case 'field':
      return {
        title: name,
        width: [96, 2],
        cell: ({ data }) => {
          const text = fieldText(data[name]);
          return (
            <span className={s.data} title={text}>
              <span>{text}</span>
            </span>
          );
        },
      };
    case 'labels':
      return {
        title: name,
        width: [96, 2],
        cell: ({ labels }) => <Labels labels={labels?.[name] ?? []} />,
      };
  }
};
