import { api } from '../api.ts';

/** The next labeled task that nobody reviewed, in the order of tasks after `after`, then from the first; null: none. */
export const nextToReview = async (project: string, after: string | null): Promise<string | null> => {
  let first: string | null = null;
  let cursor: string | undefined;
  do {
    const page = await api.projects.tasks({
      params: { id: project },
      query: {
        state: 'labeled',
        filter: JSON.stringify({ reviewed: 'none' }),
        sort: 'id',
        limit: 500,
        ...(cursor ? { cursor } : {}),
      },
    });
    for (const task of page.items) {
      if (task.id === after) continue;
      if (after === null || Number(task.id) > Number(after)) return task.id;
      first ??= task.id;
    }
    cursor = page.next;
  } while (cursor);
  return first;
};
