import type { ReactNode } from 'react';
import s from './small.module.css';

/** The way from the top to here; each item is a link, the last one is where we are. */
export const Breadcrumbs = ({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly { readonly key: string; readonly node: ReactNode }[];
}) => (
  <nav aria-label={label}>
    <ol className={s.crumbs}>
      {items.map((item, index) => (
        <li key={item.key} aria-current={index === items.length - 1 ? 'page' : undefined}>
          {item.node}
        </li>
      ))}
    </ol>
  </nav>
);
