import { ChevronDown, ChevronRight } from 'lucide-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { IconButton } from './button.tsx';
import s from './opening-row.module.css';

/** One line of a log that opens, by its button or a click anywhere on it: its head always, its body when asked for. */
export const OpeningRow = ({
  what,
  head,
  opened = false,
  children,
}: {
  /** What opens, for the button's name: `the log`. */
  readonly what: string;
  readonly head: ReactNode;
  /** It stands open from the beginning. */
  readonly opened?: boolean;
  readonly children: ReactNode;
}) => {
  const [open, setOpen] = useState(opened);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const isElsewhere = (event.target as Element).closest('a, button') !== null;
    if (!isElsewhere && window.getSelection()?.isCollapsed !== false) setOpen(!open);
  };
  return (
    <li className={s.row}>
      {/* biome-ignore lint: the button does it by keyboard, the line is a larger aim for it */}
      <div className={s.head} onClick={onClick}>
        <IconButton
          label={`${open ? 'Hide' : 'Show'} ${what}`}
          size="small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown /> : <ChevronRight />}
        </IconButton>
        {head}
      </div>
      {open ? <div className={s.body}>{children}</div> : null}
    </li>
  );
};
