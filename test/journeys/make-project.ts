import type { Client } from '../../src/client/create-client.ts';

/** A new project with these tasks (at most 100), imported as one file; the ids of both, the tasks' in their order. */
export const makeProject = async (
  { projects }: Client,
  body: { readonly title: string; readonly config: string; readonly instructions?: string },
  items: readonly object[],
): Promise<{ readonly id: string; readonly tasks: string[] }> => {
  const { id } = await projects.create({ body });
  const params = { id };
  await projects.import({
    params,
    query: { filename: 'tasks.json' },
    body: new Blob([JSON.stringify(items)]),
  });
  const all = await projects.tasks({ params, query: { limit: 100 } });
  return { id, tasks: all.items.map((task) => task.id) };
};
