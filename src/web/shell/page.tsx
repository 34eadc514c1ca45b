import type { ReactNode } from 'react';
import { useTitle } from '../use-title.ts';
import s from './page.module.css';

/** A page of the app: its title (also the tab's), a sentence about it, its actions, its content. */
export const Page = ({
  title,
  heading,
  above,
  about,
  actions,
  narrow = false,
  children,
}: {
  readonly title: string;
  readonly heading?: ReactNode;
  /** The way back to the list that this page is one of. */
  readonly above?: ReactNode;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly narrow?: boolean;
  readonly children: ReactNode;
}) => {
  useTitle(title);
  return (
    <div className={narrow ? `${s.page} ${s.narrow}` : s.page}>
      <div className={s.head}>
        <div>
          {above ? <p className={s.above}>{above}</p> : null}
          <h1>{heading ?? title}</h1>
          {about ? <p className={s.about}>{about}</p> : null}
        </div>
        {actions ? <div className={s.actions}>{actions}</div> : null}
      </div>
      <div className={s.stack}>{children}</div>
    </div>
  );
};
