import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';

/** A page of the list begins after `cursor`; `first` conflicts stand before it. */
type Page = { readonly cursor: string | undefined; readonly first: number };

const start: readonly Page[] = [{ cursor: undefined, first: 0 }];

/** The open conflicts one by one, however many: one page is held at a time, and settled ones make room in it. */
export const useConflicts = (project: string) => {
  const [pages, setPages] = useState(start);
  const [at, setAt] = useState(0);
  const page = pages.at(-1) ?? { cursor: undefined, first: 0 };
  const list = useQuery({
    queryKey: ['project', project, 'conflicts', page.cursor ?? ''],
    queryFn: () =>
      api.projects.conflicts({
        params: { id: project },
        query: { limit: 50, ...(page.cursor ? { cursor: page.cursor } : {}) },
      }),
    placeholderData: (before) => before,
  });
  const items = list.data?.items ?? [];
  const next = list.data?.next;
  const index = Math.min(at, Math.max(0, items.length - 1));
  const isDry = list.data !== undefined && items.length === 0 && pages.length > 1;
  // all of this page is settled and nothing follows: what was passed over before
  if (isDry && !list.isFetching) setPages(start);
  const go = (step: 1 | -1) => {
    const to = index + step;
    if (to >= 0 && to < items.length) setAt(to);
    else if (step === 1) {
      setPages(next ? [...pages, { cursor: next, first: page.first + items.length }] : start);
      setAt(0);
    } else if (pages.length > 1) {
      setPages(pages.slice(0, -1));
      setAt(Number.MAX_SAFE_INTEGER);
    }
  };
  return { list, conflict: items[index], number: page.first + index + 1, go };
};
