import { Check, CloudOff, LoaderCircle, PencilLine, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { SaveState } from './draft-keeper.ts';
import s from './label-page.module.css';

const signs: Readonly<
  Record<
    SaveState,
    { readonly icon: ReactNode; readonly text: string; readonly hint: string; readonly said?: string }
  >
> = {
  saved: { icon: <Check />, text: 'Saved', hint: 'The draft is on the server.', said: 'Draft saved' },
  unsaved: {
    icon: <PencilLine />,
    text: 'Editing',
    hint: 'Kept in this browser; the server gets it in a moment.',
    said: '',
  },
  saving: { icon: <LoaderCircle />, text: 'Saving', hint: 'On its way to the server.' },
  offline: {
    icon: <CloudOff />,
    text: 'Offline, kept here',
    hint: 'Kept in this browser. It is sent when the connection is back.',
    said: 'Offline. The draft is kept in this browser',
  },
  refused: {
    icon: <TriangleAlert />,
    text: 'Draft not taken',
    hint: 'The server refused the draft. It is kept in this browser.',
    said: 'The server refused the draft. It is kept in this browser',
  },
};

/** What a screen reader finds there: what it came to last; nothing once that is past, as on the next task. */
export const saidAfter = (before: string, state: SaveState | null): string =>
  state === null ? '' : (signs[state].said ?? before);

/** Where the unfinished work is: on the server, on its way, or only in this browser. What it comes to is said, not each step. */
export const SaveSign = ({ state }: { readonly state: SaveState | null }) => {
  const sign = state ? signs[state] : null;
  const [said, setSaid] = useState('');
  useEffect(() => setSaid((before) => saidAfter(before, state)), [state]);
  return (
    <>
      <span className={s.save} data-state={state ?? undefined} title={sign?.hint}>
        {sign?.icon}
        {sign?.text}
      </span>
      <span className="sr-only" role="status">
        {said}
      </span>
    </>
  );
};
