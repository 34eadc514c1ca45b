import type { ReactNode } from 'react';
import s from './empty-state.module.css';

/** What a list says when it has nothing: why, and what brings the first item. */
export const EmptyState = ({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) => (
  <div className={s.empty}>
    <div className={s.icon} aria-hidden>
      {icon}
    </div>
    <h2>{title}</h2>
    {children ? <p>{children}</p> : null}
    {actions ? <div className={s.actions}>{actions}</div> : null}
  </div>
);
