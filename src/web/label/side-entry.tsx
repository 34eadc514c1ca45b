import type { ReactNode } from 'react';
import { Avatar } from '../parts/avatar.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import s from './side-panel.module.css';

/** Who, and when: the head of what stands in a side panel; `children` is what can be done with it. */
export const EntryBy = ({
  name,
  time,
  children,
}: {
  readonly name: string;
  readonly time: string;
  readonly children?: ReactNode;
}) => (
  <p className={s.by}>
    <Avatar name={name} size={18} />
    <b>{name}</b>
    <TimeAgo time={time} />
    {children}
  </p>
);

/** What an entry is about; a region that is not the only one shown is gone to by a click. */
export const EntryAbout = ({
  onShow,
  children,
}: {
  readonly onShow: (() => void) | null;
  readonly children: ReactNode;
}) =>
  onShow ? (
    <button type="button" className={s.about} onClick={onShow}>
      {children}
    </button>
  ) : (
    <span className={s.about}>{children}</span>
  );
