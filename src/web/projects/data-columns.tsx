import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { CheckField } from '../parts/field.tsx';
import { Popover } from '../parts/popover.tsx';
import s from './tasks-page.module.css';

const mostColumns = 4;
const storageKey = (project: string) => `lw-columns:${project}`;

const stored = (project: string): readonly string[] => {
  try {
    const value = JSON.parse(localStorage.getItem(storageKey(project)) ?? '[]') as unknown;
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, mostColumns) : [];
  } catch {
    return [];
  }
};

/** The fields of the data that have a column of their own, remembered in this browser. */
export const useDataColumns = (project: string) => {
  const [columns, setColumns] = useState(() => stored(project));
  const set = (next: readonly string[]) => {
    setColumns(next);
    try {
      localStorage.setItem(storageKey(project), JSON.stringify(next));
    } catch {
      // only until the page is left then
    }
  };
  return [columns, set] as const;
};

/** Chooses which fields of the data have a column. */
export const ColumnsPopover = ({
  fields,
  columns,
  onChange,
}: {
  readonly fields: readonly string[];
  readonly columns: readonly string[];
  readonly onChange: (columns: readonly string[]) => void;
}) => {
  const [open, setOpen] = useState(false);
  const all = [...new Set([...columns, ...fields])];
  return (
    <Popover
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" icon={<Columns3 />}>
          Columns
        </Button>
      }
    >
      <div className={s.pickColumns}>
        {all.length === 0 ? <p>The tasks hold no fields yet.</p> : null}
        {all.map((field) => (
          <CheckField
            key={field}
            label={field}
            checked={columns.includes(field)}
            disabled={!columns.includes(field) && columns.length >= mostColumns}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...columns, field] : columns.filter((column) => column !== field),
              )
            }
          />
        ))}
      </div>
    </Popover>
  );
};
