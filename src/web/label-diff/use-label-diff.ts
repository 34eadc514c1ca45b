import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ChangeKind } from '../../shared/contract/project-labels.ts';
import { api } from '../api.ts';

/** What of a diff is looked for; left out: all. */
export type DiffFilter = {
  readonly kind?: ChangeKind | undefined;
  readonly class?: string | undefined;
  readonly author?: string | undefined;
};

/** The changed tasks between two label commits, page after page as they are looked at, and which one is chosen. */
export const useLabelDiff = (
  project: string,
  { from, to }: { readonly from: string | undefined; readonly to: string },
  filter: DiffFilter,
) => {
  const diff = useInfiniteQuery({
    queryKey: ['project', project, 'label-diff', from ?? '', to, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.labelDiff({
        params: { id: project },
        query: {
          to,
          limit: 40,
          ...Object.fromEntries(
            Object.entries({ from, ...filter }).filter(([, value]) => value !== undefined),
          ),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    getNextPageParam: (last) => last.next,
  });
  const changes = useMemo(() => diff.data?.pages.flatMap((page) => page.items) ?? [], [diff.data]);
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(0, changes.length - 1));
  const { hasNextPage, isFetching, fetchNextPage } = diff;
  const more = () => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  };
  // A page may hold nothing that is looked for: what is looked at goes on until something is found.
  const isDry = changes.length === 0 && hasNextPage;
  useEffect(() => {
    if (isDry && !isFetching) void fetchNextPage();
  }, [isDry, isFetching, fetchNextPage]);
  return {
    diff,
    changes,
    index,
    more,
    isDry,
    choose: (next: number) => setAt(Math.max(0, Math.min(next, changes.length - 1))),
    restart: () => setAt(0),
  };
};
