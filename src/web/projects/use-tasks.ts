import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { TaskItem } from '../../shared/contract/project-tasks.ts';
import type { TaskSort } from '../../shared/task-orders.ts';
import { api } from '../api.ts';
import { taskLists } from '../queries.ts';
import type { Column } from './columns.ts';
import { readFilter, writeFilter } from './task-filters.ts';

/** What of a project's tasks is listed, as the address has it. */
export type TaskView = {
  readonly state: 'open' | 'labeled' | 'skipped' | 'retired' | 'all';
  readonly search: string;
  readonly sort: TaskSort;
  /** JSON of a TaskFilter. */
  readonly filter: string | undefined;
};

/** All tasks that a list shows, as bulk operations take them. */
export type TaskMatch = Pick<TaskView, 'state'> & { readonly search?: string; readonly filter?: string };

/** What a bulk operation acts on. */
export type BulkChoice = { readonly ids: string[] } | { readonly match: TaskMatch };

const listed = ({ state, search, filter }: TaskView): TaskMatch => ({
  state,
  ...(search ? { search } : {}),
  ...(filter ? { filter } : {}),
});

/** All that a view shows, for a bulk operation: the order by score leaves out tasks without one. */
export const matchOf = (view: TaskView): TaskMatch => {
  if (!isByScore(view)) return listed(view);
  const filter = readFilter(view.filter);
  return listed({ ...view, filter: writeFilter({ scoreFrom: -Number.MAX_VALUE, ...filter }) });
};

const isByScore = ({ sort }: TaskView): boolean => sort === 'score' || sort === '-score';

/** Whether a view leaves tasks out. */
export const isNarrowed = (view: TaskView): boolean =>
  view.state !== 'all' || view.search !== '' || view.filter !== undefined || isByScore(view);

export type Tasks = {
  readonly query: Pick<UseInfiniteQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>;
  /** Those that are loaded. */
  readonly items: readonly TaskItem[];
  readonly total: number;
  /** There are more than `total`, which is not counted further. */
  readonly atLeast: boolean;
  /** Names of the fields that the data of the first of them has. */
  readonly fields: readonly string[];
  /** Loads the next page, if there is one and none is on its way. */
  readonly more: () => void;
};

/** A project's tasks by pages, with the labels that the columns show: one request a page. */
export const useTasks = (project: string, view: TaskView, columns: readonly Column[]): Tasks => {
  const controls = columns.filter(({ type }) => type === 'labels').map(({ name }) => name);
  const query = useInfiniteQuery({
    queryKey: [...taskLists(project), view, controls],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.tasks({
        params: { id: project },
        query: {
          ...listed(view),
          sort: view.sort,
          // the first is there at once, the rest in few requests
          limit: pageParam ? 500 : 100,
          ...(controls.length > 0 ? { columns: JSON.stringify(controls) } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (previous) => previous,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const fields = useMemo(
    () => [...new Set(items.slice(0, 200).flatMap((task) => Object.keys(task.data)))].slice(0, 40),
    [items],
  );
  const first = data?.pages[0];
  return { query, items, total: first?.total ?? 0, atLeast: first?.atLeast ?? false, fields, more };
};
