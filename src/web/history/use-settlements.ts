import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { plural } from '../../shared/plural.ts';
import { api } from '../api.ts';
import { toast, toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';

export type Settled = { readonly settlement: string | null };

/** Settlements of this visit, the latest first to be undone: by the toast, or by Ctrl+Z anywhere on the page. */
export const useSettlements = (project: string) => {
  const client = useQueryClient();
  const [done, setDone] = useState<readonly string[]>([]);
  const undo = async (settlement: string) => {
    setDone((before) => before.filter((each) => each !== settlement));
    const { reopened, changed } = await api.projects.undoSettlement({ params: { id: project, settlement } });
    await renewProject(client, project);
    const kept = changed > 0 ? `; ${plural(changed, 'task')} changed since and stays so` : '';
    toast(`${plural(reopened, 'conflict')} open again${kept}`);
  };
  const run = (settlement: string) => void undo(settlement).catch(toastError);
  useEffect(() => {
    const last = done.at(-1);
    if (last === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      const inField =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (inField || event.key !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run(last);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return {
    /** Says what was settled and offers to undo it. */
    settled(said: string, { settlement }: Settled) {
      if (settlement === null) return toast(said);
      setDone((before) => [...before, settlement]);
      toast(said, { label: 'Undo', run: () => run(settlement) });
    },
  };
};
