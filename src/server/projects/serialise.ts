/** Runs tasks of one name one after the other; different names at once. */
export type Serialise = <T>(name: string, task: () => Promise<T>) => Promise<T>;

const byOwner = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * One queue for each name, within this process and for one owner (the database). It only spares retries: what
 * keeps two processes apart are the guards in the plans.
 */
export const serialised =
  (owner: object): Serialise =>
  async (name, task) => {
    const queues = byOwner.get(owner) ?? new Map<string, Promise<unknown>>();
    byOwner.set(owner, queues);
    const turn = (queues.get(name) ?? Promise.resolve()).then(task, task);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    queues.set(name, settled);
    try {
      return await turn;
    } finally {
      if (queues.get(name) === settled) queues.delete(name);
    }
  };
