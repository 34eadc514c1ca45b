import type { ReactNode } from 'react';
import s from './small.module.css';

export type Tone = 'plain' | 'mark' | 'ok' | 'warn' | 'danger' | 'accent';

/** A small word of state. `mark` (the yellow marker) always means: not committed yet. */
export const Badge = ({
  tone = 'plain',
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}) => (
  <span className={tone === 'plain' ? s.badge : `${s.badge} ${s[tone]}`} title={title}>
    {children}
  </span>
);
