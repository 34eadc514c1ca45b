import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { plural } from '../../shared/plural.ts';
import { api } from '../api.ts';
import { toast, toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';

/** Takes acts back, the last one first, and says what came of it. */
export const useUndo = (project: string): ((acts: readonly string[]) => Promise<void>) => {
  const client = useQueryClient();
  return useCallback(
    async (acts) => {
      const sum = { tasks: 0, retired: 0, changed: 0 };
      // of a hundred thousand tasks it takes a while
      const slow = setTimeout(() => toast('Undoing…'), 700);
      try {
        for (const act of acts.toReversed()) {
          const undone = await api.projects.undo({ params: { id: project, act } });
          sum.tasks += undone.tasks;
          sum.retired += undone.retired;
          sum.changed += undone.changed;
        }
        toast(saidOf(sum));
      } catch (error) {
        toastError(error);
      } finally {
        clearTimeout(slow);
        await renewProject(client, project);
      }
    },
    [client, project],
  );
};

const saidOf = ({
  tasks,
  retired,
  changed,
}: Readonly<Record<'tasks' | 'retired' | 'changed', number>>): string => {
  if (tasks === 0) return 'Nothing was left to undo: those tasks were changed since';
  return [
    `Undone for ${plural(tasks, 'task')}`,
    ...(retired > 0 ? [`${plural(retired, 'task')} retired, since the data came in again`] : []),
    ...(changed > 0 ? [`${plural(changed, 'task')} changed since and stays so`] : []),
  ].join('; ');
};

/** Says that a bulk act is done, with an Undo; acts that did nothing have no id. */
export const useUndoToast = (project: string): ((text: string, acts: readonly (string | null)[]) => void) => {
  const undo = useUndo(project);
  return useCallback(
    (text, acts) => {
      const done = acts.filter((act) => act !== null);
      toast(text, done.length === 0 ? undefined : { label: 'Undo', run: () => void undo(done) });
    },
    [undo],
  );
};
