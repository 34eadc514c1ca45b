import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ListChecks, MessageSquare } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
} from 'react';
import type { TaskItem } from '../../shared/contract/project-tasks.ts';
import { api } from '../api.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { taskText } from './task-text.ts';
import s from './tasks-page.module.css';

export type TaskSort = 'id' | '-id' | 'updated' | '-updated' | 'state' | '-state';
export type TaskChoice = {
  readonly state: 'open' | 'labeled' | 'skipped' | 'retired' | 'all';
  readonly search: string;
  readonly sort: TaskSort;
  /** JSON, as the address has it. */
  readonly filter: string | undefined;
};

const useTasks = (project: string, filter: TaskChoice) =>
  useInfiniteQuery({
    queryKey: ['project', project, 'tasks', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.tasks({
        params: { id: project },
        query: {
          state: filter.state,
          sort: filter.sort,
          limit: 100,
          ...(filter.search ? { search: filter.search } : {}),
          ...(filter.filter ? { filter: filter.filter } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (previous) => previous,
  });

const Value = ({ value }: { readonly value: unknown }) =>
  value === undefined || value === null
    ? null
    : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

const Row = ({
  project,
  task,
  columns,
  chosen,
  onChoose,
}: {
  readonly project: string;
  readonly task: TaskItem;
  readonly columns: readonly string[];
  readonly chosen: boolean;
  readonly onChoose: ((chosen: boolean, range: boolean) => void) | undefined;
}) => (
  <div className={s.row} data-chosen={chosen || undefined}>
    {onChoose ? (
      <input
        type="checkbox"
        aria-label={`Select task ${task.id}`}
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)}
      />
    ) : (
      <span />
    )}
    <Link
      to="/projects/$id/label"
      params={{ id: project }}
      search={{ task: task.id }}
      className={s.id}
      data-task
    >
      {task.id}
    </Link>
    {columns.length === 0 ? (
      <span className={s.data}>
        <span>{taskText(task.data) || '(no data)'}</span>
        <small>
          {task.source
            ? `${task.source.path}${task.source.row === null ? '' : ` · row ${task.source.row}`}`
            : 'imported'}
          {task.skipReason ? ` · skipped: ${task.skipReason}` : ''}
        </small>
      </span>
    ) : (
      columns.map((column) => (
        <span key={column} className={s.data}>
          <span>
            <Value value={task.data[column]} />
          </span>
        </span>
      ))
    )}
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
    <span className={s.review}>
      {task.review ? <Badge tone={task.review === 'accepted' ? 'ok' : 'danger'}>{task.review}</Badge> : null}
      {task.comments > 0 ? (
        <span title={`${task.comments} open comments`}>
          <MessageSquare aria-label="Open comments:" /> {task.comments}
        </span>
      ) : null}
    </span>
    <span>
      {task.annotators.length > 0 ? (
        <Avatars names={task.annotators} />
      ) : task.assignee ? (
        <Badge title={`Assigned to ${task.assignee.name}`}>for {task.assignee.name}</Badge>
      ) : task.suggestion ? (
        <Badge title="A model suggests a label">hint</Badge>
      ) : null}
    </span>
    <span className={s.when}>
      <TimeAgo time={task.updated} />
    </span>
  </div>
);

/** A column that orders the list: once up, twice down. */
const Sorter = ({
  name,
  by,
  sort,
  onSort,
}: {
  readonly name: string;
  readonly by: 'id' | 'updated' | 'state';
  readonly sort: TaskSort;
  readonly onSort: (sort: TaskSort) => void;
}) => {
  const down = sort === `-${by}`;
  const on = down || sort === by;
  return (
    <button
      type="button"
      className={s.sorter}
      aria-label={`Order by ${name}${on ? (down ? ', now last first' : ', now first first') : ''}`}
      aria-pressed={on}
      onClick={() => onSort(on && !down ? `-${by}` : by)}
    >
      {name}
      {on ? down ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden /> : null}
    </button>
  );
};

/** The tasks of a project: any number, by state, text and order; arrows move, Enter opens. */
export const TaskList = ({
  project,
  filter,
  columns,
  chosen,
  onChoose,
  onSort,
  onFields,
  empty,
}: {
  readonly project: string;
  /** Fields of the data with a column of their own; none: one column tells the tasks apart. */
  readonly columns: readonly string[];
  readonly onSort: (sort: TaskSort) => void;
  /** Told the names of the fields that the loaded tasks have. */
  readonly onFields: (fields: readonly string[]) => void;
  readonly filter: TaskChoice;
  readonly chosen: ReadonlySet<string>;
  /** Missing: nothing can be selected. */
  readonly onChoose: ((ids: readonly string[], chosen: boolean) => void) | undefined;
  readonly empty: ReactNode;
}) => {
  const router = useRouter();
  const tasks = useTasks(project, filter);
  const items = useMemo(() => tasks.data?.pages.flatMap((page) => page.items) ?? [], [tasks.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const fields = useMemo(
    () => [...new Set(items.slice(0, 200).flatMap((task) => Object.keys(task.data)))].slice(0, 40).join('\n'),
    [items],
  );
  useEffect(() => {
    if (fields) onFields(fields.split('\n'));
  }, [fields, onFields]);
  const template = {
    '--columns': columns.length === 0 ? 'minmax(0, 1fr)' : `repeat(${columns.length}, minmax(0, 1fr))`,
  } as CSSProperties;
  if (tasks.isPending) return <SkeletonRows count={11} height={46} />;
  if (tasks.isError) return <ErrorState error={tasks.error} retry={() => void tasks.refetch()} />;
  if (items.length === 0) {
    const filtered = filter.state !== 'all' || filter.search !== '' || filter.filter !== undefined;
    return filtered ? <EmptyState icon={<ListChecks />} title="No task fits this filter" /> : empty;
  }
  const choose = (task: TaskItem, on: boolean, range: boolean) => {
    const at = items.indexOf(task);
    const last = range ? items.findLastIndex((item, index) => index < at && chosen.has(item.id)) : -1;
    onChoose?.(
      items.slice(last >= 0 ? last : at, at + 1).map((item) => item.id),
      on,
    );
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-task]')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const to = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !to) return;
    event.preventDefault();
    to.focus();
    void router.preloadRoute({ to: '/projects/$id/label', params: { id: project } });
  };
  const all = items.every((item) => chosen.has(item.id));
  return (
    // biome-ignore lint: arrows move between the rows, each of which holds a link
    <div onKeyDown={onKey} style={template}>
      <div className={s.columns}>
        {onChoose ? (
          <input
            type="checkbox"
            aria-label="Select all loaded tasks"
            checked={all}
            onChange={(event) =>
              onChoose(
                items.map((item) => item.id),
                event.target.checked,
              )
            }
          />
        ) : (
          <span />
        )}
        <Sorter name="Task" by="id" sort={filter.sort} onSort={onSort} />
        {columns.length === 0 ? (
          <span>Data</span>
        ) : (
          columns.map((column) => <span key={column}>{column}</span>)
        )}
        <Sorter name="State" by="state" sort={filter.sort} onSort={onSort} />
        <span>Review</span>
        <span>By</span>
        <span style={{ textAlign: 'right' }}>
          <Sorter name="Changed" by="updated" sort={filter.sort} onSort={onSort} />
        </span>
      </div>
      <VirtualList
        label="Tasks"
        items={items}
        rowHeight={46}
        maxHeight="max(300px, calc(100vh - 404px))"
        keyOf={(task) => task.id}
        onEnd={more}
        render={(task) => (
          <Row
            project={project}
            task={task}
            columns={columns}
            chosen={chosen.has(task.id)}
            onChoose={onChoose ? (on, range) => choose(task, on, range) : undefined}
          />
        )}
      />
    </div>
  );
};
