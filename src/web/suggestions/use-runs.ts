import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../api.ts';

/** The runs of a project's suggestions, newest first, page by page. */
export const useRuns = (project: string) =>
  useInfiniteQuery({
    queryKey: ['project', project, 'runs'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.pipelines.runs({
        params: { id: project },
        query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });
