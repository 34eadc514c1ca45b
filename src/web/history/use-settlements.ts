import { useEffect, useState } from 'react';
import { toast } from '../parts/toast.tsx';
import { useUndo } from '../projects/use-undo.ts';

/** `undo`: the act that can be taken back. */
export type Settled = { readonly undo: string | null };

/** Settlements of this visit, the latest first to be undone: by the toast, or by Ctrl+Z anywhere on the page. */
export const useSettlements = (project: string) => {
  const undo = useUndo(project);
  const [done, setDone] = useState<readonly string[]>([]);
  const run = (act: string) => {
    setDone((before) => before.filter((each) => each !== act));
    void undo([act]);
  };
  useEffect(() => {
    const last = done.at(-1);
    if (last === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      // the toast took it, while it stands
      if (event.defaultPrevented) return;
      // the toast that says so was undone
      if (event.defaultPrevented) return;
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
    settled(said: string, { undo: act }: Settled) {
      if (act === null) return toast(said);
      setDone((before) => [...before, act]);
      toast(said, { label: 'Undo', run: () => run(act) });
    },
  };
};
