import { useCallback, useEffect, useRef, useState } from 'react';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import { api, isApiError } from '../api.ts';

export type QueueState =
  | { readonly type: 'loading' }
  | { readonly type: 'task'; readonly task: TaskView; readonly heldBy: string | null }
  | { readonly type: 'none' }
  | { readonly type: 'error'; readonly error: unknown };

const open = async (
  project: string,
  id: string,
  lease: boolean,
): Promise<{ task: TaskView; heldBy: string | null }> => {
  const params = { id: project, task: id };
  if (!lease) return { task: await api.projects.getTask({ params }), heldBy: null };
  try {
    return { task: await api.projects.getTask({ params, query: { lease: 'true' } }), heldBy: null };
  } catch (error) {
    if (!isApiError(error, 'task.taken')) throw error;
    return { task: await api.projects.getTask({ params }), heldBy: String(error.data.name ?? 'Somebody') };
  }
};

/**
 * The task that the address names, or the next one of the queue; the one after it is fetched ahead. `advance` goes
 * to the next, `refresh` reads this one again.
 */
export const useTaskQueue = (
  project: string,
  taskId: string | undefined,
  goTo: (task: string, replace: boolean) => void,
  /** False: looks only, takes no task and fetches none ahead. */
  lease = true,
) => {
  const [state, setState] = useState<QueueState>({ type: 'loading' });
  const [openCount, setOpenCount] = useState<number | null>(null);
  const ahead = useRef<TaskView | null>(null);
  const held = useRef(new Set<string>());
  const finished = useRef(new Set<string>());

  const fetchNext = useCallback(
    async (after: string | undefined, keep = false): Promise<TaskView | null> => {
      const answer = await api.projects.nextTask({
        params: { id: project },
        body: after ? { after, keep } : {},
      });
      setOpenCount(answer.open);
      if (answer.task) held.current.add(answer.task.id);
      return answer.task;
    },
    [project],
  );

  const load = useCallback(
    async (isCurrent: () => boolean) => {
      try {
        if (taskId === undefined) {
          const next = await fetchNext(undefined);
          if (!isCurrent()) return;
          if (!next) return setState({ type: 'none' });
          ahead.current = next;
          return goTo(next.id, true);
        }
        const waiting = ahead.current?.id === taskId ? ahead.current : null;
        ahead.current = null;
        const found = waiting ? { task: waiting, heldBy: null } : await open(project, taskId, lease);
        if (!isCurrent()) return;
        if (lease && !found.heldBy) held.current.add(taskId);
        setState({ type: 'task', ...found });
      } catch (error) {
        if (isCurrent()) setState({ type: 'error', error });
      }
    },
    [project, taskId, fetchNext, goTo, lease],
  );

  useEffect(() => {
    let current = true;
    void load(() => current);
    return () => {
      current = false;
    };
  }, [load]);

  // The next task comes while this one is being read, and this one stays ours.
  useEffect(() => {
    if (!lease || taskId === undefined || state.type !== 'task' || state.task.id !== taskId || state.heldBy)
      return;
    let current = true;
    const fetchAhead = async (): Promise<void> => {
      try {
        const next = await fetchNext(taskId, true);
        if (current && next && next.id !== taskId && !finished.current.has(next.id)) ahead.current = next;
      } catch {
        // nothing is fetched ahead then; `advance` asks again
      }
    };
    const timer = setTimeout(() => void fetchAhead(), 400);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [project, taskId, state, fetchNext, lease]);

  useEffect(() => {
    const taken = held.current;
    const done = finished.current;
    return () => {
      for (const task of taken) {
        if (!done.has(task))
          void api.projects.releaseTask({ params: { id: project, task } }).catch(() => undefined);
      }
    };
  }, [project]);

  const advance = async () => {
    if (taskId !== undefined) finished.current.add(taskId);
    try {
      const next = ahead.current ?? (await fetchNext(taskId));
      if (!next || next.id === taskId) return setState({ type: 'none' });
      ahead.current = next;
      goTo(next.id, false);
    } catch (error) {
      setState({ type: 'error', error });
    }
  };
  const refresh = async () => {
    if (taskId === undefined) return;
    const found = await open(project, taskId, lease);
    setState({ type: 'task', ...found });
    return found.task;
  };
  return { state, openCount, advance, refresh, retry: () => void load(() => true) };
};
