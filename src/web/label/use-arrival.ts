import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/editor.ts';

/**
 * What is open gives way to something else, mostly the next task: screen readers hear which, after what became of the
 * answer (`tell`), and the focus goes where the work goes on if the place that had it is gone.
 */
export const useArrival = ({
  shown,
  task,
  editor,
  stage,
}: {
  /** Changes when something else is open. */
  readonly shown: string;
  readonly task: string;
  readonly editor: Editor | null;
  readonly stage: RefObject<HTMLElement | null>;
}) => {
  const [said, setSaid] = useState('');
  const done = useRef('');
  const before = useRef({ shown, task });
  useEffect(() => {
    stage.current?.scrollTo(0, 0);
    const { shown: left, task: from } = before.current;
    if (left === shown) return;
    before.current = { shown, task };
    setSaid([done.current, task === from ? '' : `Task ${task}`].filter(Boolean).join('. '));
    done.current = '';
    const at = document.activeElement;
    const isLost = !at || at === document.body || at.matches(':disabled') || stage.current?.contains(at);
    if (isLost) editor?.focus();
  }, [shown, task, editor, stage]);
  return {
    said,
    tell: (text: string) => {
      done.current = text;
    },
  };
};
