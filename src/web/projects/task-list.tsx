import { useRouter } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import type { TaskItem } from '../../shared/contract/project-tasks.ts';
import type { Project } from '../../shared/contract/projects.ts';
import type { TaskSort } from '../../shared/task-orders.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { ColumnHead, Sorter } from './column-head.tsx';
import { type Column, columnKey } from './columns.ts';
import { columnLook } from './task-cells.tsx';
import type { TaskFilter } from './task-filters.ts';
import { TaskRow } from './task-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { isNarrowed, type Tasks, type TaskView } from './use-tasks.ts';
import s from './tasks-page.module.css';

const rowHeight = 46;
const gap = 12;
/** The checkbox, the number and the sides. */
const besides = 20 + 62 + 2 * gap + 32;

/** The columns as tracks of a grid; narrower than all of their least widths the list scrolls sideways. */
const gridOf = (columns: readonly Column[]): CSSProperties => {
  const widths = columns.map((column) => columnLook(column).width);
  const least = widths.reduce((sum, [pixels]) => sum + pixels + gap, besides);
  const tracks = widths.map(([pixels, share]) =>
    share === 0 ? `${pixels}px` : `minmax(${pixels}px, ${share}fr)`,
  );
  return { '--columns': tracks.join(' '), minWidth: least } as CSSProperties;
};

/** The tasks of a project, any number. `j` `k` and arrows move, `x` selects, Enter opens. */
export const TaskList = ({
  project,
  tasks: { query, items, more },
  view,
  filter,
  onFilter,
  columns,
  chosen,
  onChoose,
  onSort,
  onSearch,
  onShowAll,
  empty,
}: {
  readonly project: Project;
  readonly tasks: Tasks;
  readonly view: TaskView;
  readonly filter: TaskFilter;
  readonly onFilter: (filter: TaskFilter) => void;
  readonly columns: readonly Column[];
  readonly onSort: (sort: TaskSort) => void;
  readonly onSearch: () => void;
  readonly onShowAll: () => void;
  /** `all`: whatever the list shows is selected. */
  readonly chosen: ReadonlySet<string> | 'all';
  /** Missing: nothing can be selected. */
  readonly onChoose: ((ids: readonly string[], chosen: boolean) => void) | undefined;
  /** Shown when there is nothing and nothing is filtered. */
  readonly empty: ReactNode;
}) => {
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  /** Where Shift selects from. */
  const anchor = useRef<string | undefined>(undefined);
  const isChosen = (id: string) => chosen === 'all' || chosen.has(id);
  const choose = (task: TaskItem, on: boolean, isRange: boolean) => {
    const to = items.indexOf(task);
    const from = isRange ? items.findIndex(({ id }) => id === anchor.current) : -1;
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    anchor.current = task.id;
    onChoose?.(
      items.slice(first, last + 1).map(({ id }) => id),
      on,
    );
  };
  useListKeys(list, {
    onSearch,
    onMove: () => void router.preloadRoute({ to: '/projects/$id/label', params: { id: project.id } }),
    onSelect: (id, isRange) => {
      const task = items.find((item) => item.id === id);
      if (task && onChoose) choose(task, isRange || !isChosen(id), isRange);
    },
  });
  if (query.isPending) return <SkeletonRows count={11} height={rowHeight} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (items.length === 0) {
    if (isNarrowed(view) && project.counts.tasks + project.counts.retired > 0)
      return (
        <EmptyState
          icon={<ListChecks />}
          title={view.filter || view.search ? 'No task fits this filter' : 'No such task'}
          actions={<Button onClick={onShowAll}>Show all tasks</Button>}
        />
      );
    return empty;
  }
  return (
    <div className={s.sideways}>
      <div ref={list} style={gridOf(columns)}>
        <div className={s.columns}>
          {onChoose ? (
            <input
              type="checkbox"
              aria-label="Select all loaded tasks"
              checked={items.every((item) => isChosen(item.id))}
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
          <span className={s.head}>
            <Sorter name="Task" by="id" sort={view.sort} onSort={onSort} />
          </span>
          {columns.map((column) => (
            <ColumnHead
              key={columnKey(column)}
              project={project}
              column={column}
              sort={view.sort}
              onSort={onSort}
              filter={filter}
              onFilter={onFilter}
            />
          ))}
        </div>
        <VirtualList
          label="Tasks"
          items={items}
          rowHeight={rowHeight}
          maxHeight="max(300px, calc(100vh - 424px))"
          keyOf={(task) => task.id}
          onEnd={more}
          render={(task) => (
            <TaskRow
              project={project.id}
              task={task}
              columns={columns}
              chosen={isChosen(task.id)}
              onChoose={onChoose ? (on, isRange) => choose(task, on, isRange) : undefined}
            />
          )}
        />
      </div>
    </div>
  );
};
