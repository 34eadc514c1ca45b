import { useState } from 'react';
import { useMe } from '../session.ts';

/** What every list can show, in the order in which it shows it; fields and labels stand after the data. */
export const fixedColumns = [
  'data',
  'annotations',
  'score',
  'source',
  'state',
  'review',
  'people',
  'updated',
] as const;
export type FixedColumn = (typeof fixedColumns)[number];

export type Column =
  | { readonly type: 'fixed'; readonly name: FixedColumn }
  /** A field of the data. */
  | { readonly type: 'field'; readonly name: string }
  /** What annotations say at a control. */
  | { readonly type: 'labels'; readonly name: string };

export const columnKey = ({ type, name }: Column): string => `${type} ${name}`;

/** So many fit beside each other with some scrolling, and no more labels are asked for at once. */
export const mostColumns = 14;

const usual: readonly Column[] = (['data', 'state', 'review', 'people', 'updated'] as const).map((name) => ({
  type: 'fixed',
  name,
}));

const place = (column: Column): number => {
  const rank = column.type === 'fixed' ? fixedColumns.indexOf(column.name) * 3 : 0;
  return rank + { fixed: 0, field: 1, labels: 2 }[column.type];
};

/** Columns in the order of the list; new fields and labels come last among theirs. */
export const sortColumns = (columns: readonly Column[]): readonly Column[] =>
  columns.toSorted((a, b) => place(a) - place(b));

/** Reads what was remembered; undefined when it is not a list of columns. */
export const readColumns = (text: string | null): readonly Column[] | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  return Array.isArray(value) ? sortColumns(value.filter(isColumn).slice(0, mostColumns)) : undefined;
};

const isColumn = (value: unknown): value is Column => {
  const { type, name } = (value ?? {}) as { type?: unknown; name?: unknown };
  if (typeof name !== 'string') return false;
  return type === 'fixed'
    ? fixedColumns.some((each) => each === name)
    : type === 'field' || type === 'labels';
};

const remembered = (key: string): readonly Column[] | undefined => {
  try {
    return readColumns(localStorage.getItem(key));
  } catch {
    return undefined;
  }
};

/** The columns of a project's list, as this person left them in this browser; null: the usual ones again. */
export const useColumns = (project: string) => {
  const key = `lw-task-columns:${useMe().id}:${project}`;
  const [columns, setColumns] = useState(() => remembered(key) ?? usual);
  const set = (next: readonly Column[] | null) => {
    const sorted = next === null ? usual : sortColumns(next);
    setColumns(sorted);
    try {
      if (next === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(sorted));
    } catch {
      // only until the page is left then
    }
  };
  return [columns, set] as const;
};
