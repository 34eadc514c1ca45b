import type { ReactNode } from 'react';
import s from './table.module.css';

/** A sheet of paper on the page, with an optional head. */
export const Panel = ({
  title,
  head,
  children,
  padded = false,
}: {
  readonly title?: ReactNode;
  readonly head?: ReactNode;
  readonly children: ReactNode;
  readonly padded?: boolean;
}) => (
  <section className={s.panel}>
    {title || head ? (
      <div className={s.head}>
        {title ? <h2>{title}</h2> : null}
        {head}
      </div>
    ) : null}
    {padded ? <div className={s.body}>{children}</div> : children}
  </section>
);

/** A plain table with named columns. */
export const Table = ({
  label,
  columns,
  children,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
}) => (
  <table className={s.table} aria-label={label}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column === 'Actions' ? <span className="sr-only">Actions</span> : column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);
