import type { ReactNode } from 'react';
import s from './empty-state.module.css';

/** What a list, or (`whole`) a page, says when it has nothing: why, and what brings the first item. */
export const EmptyState = ({
  icon,
  title,
  whole = false,
  children,
  actions,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly whole?: boolean;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) => {
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div className={s.empty}>
      <div className={s.icon} aria-hidden>
        {icon}
      </div>
      <Heading>{title}</Heading>
      {children ? <p>{children}</p> : null}
      {actions ? <div className={s.actions}>{actions}</div> : null}
    </div>
  );
};
