import { Check, CloudOff, LoaderCircle, PencilLine, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SaveState } from './draft-keeper.ts';
import s from './label-page.module.css';

const signs: Readonly<
  Record<SaveState, { readonly icon: ReactNode; readonly text: string; readonly hint: string }>
> = {
  saved: { icon: <Check />, text: 'Saved', hint: 'The draft is on the server.' },
  unsaved: {
    icon: <PencilLine />,
    text: 'Editing',
    hint: 'Kept in this browser; the server gets it in a moment.',
  },
  saving: { icon: <LoaderCircle />, text: 'Saving', hint: 'On its way to the server.' },
  offline: {
    icon: <CloudOff />,
    text: 'Offline, kept here',
    hint: 'Kept in this browser. It is sent when the connection is back.',
  },
  refused: {
    icon: <TriangleAlert />,
    text: 'Draft not taken',
    hint: 'The server refused the draft. It is kept in this browser.',
  },
};

/** Where the unfinished work is: on the server, on its way, or only in this browser. */
export const SaveSign = ({ state }: { readonly state: SaveState | null }) => {
  if (!state) return <span className={s.save} role="status" />;
  const { icon, text, hint } = signs[state];
  return (
    <span className={s.save} role="status" data-state={state} title={hint}>
      {icon}
      {text}
    </span>
  );
};
