import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { parseConfig } from '../../labels/config/parse-config.ts';
import { Button } from '../parts/button.tsx';
import { CheckField } from '../parts/field.tsx';
import { Popover } from '../parts/popover.tsx';
import { type Column, columnKey, fixedColumns, mostColumns } from './columns.ts';
import { columnLook } from './task-cells.tsx';
import s from './tasks-page.module.css';

/** Chooses which columns the list has: of every task, fields of the data, and controls whose labels it shows. */
export const ColumnsPopover = ({
  fields,
  config,
  columns,
  onChange,
}: {
  readonly fields: readonly string[];
  readonly config: string;
  readonly columns: readonly Column[];
  /** null: the usual ones. */
  readonly onChange: (columns: readonly Column[] | null) => void;
}) => {
  const [open, setOpen] = useState(false);
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
      {open ? <Choices fields={fields} config={config} columns={columns} onChange={onChange} /> : null}
    </Popover>
  );
};

const Choices = ({ fields, config, columns, onChange }: Parameters<typeof ColumnsPopover>[0]) => {
  const isOn = (column: Column) => columns.some((each) => columnKey(each) === columnKey(column));
  const shown = (type: Column['type']) =>
    columns.filter((each) => each.type === type).map(({ name }) => name);
  const controls = [...parseConfig(config).controls.keys()];
  const groups: readonly { readonly title: string; readonly columns: readonly Column[] }[] = [
    { title: 'Of every task', columns: fixedColumns.map((name) => ({ type: 'fixed', name })) },
    { title: 'Fields of the data', columns: named('field', [...shown('field'), ...fields]) },
    { title: 'Labels', columns: named('labels', [...shown('labels'), ...controls]) },
  ];
  return (
    <div className={s.pickColumns}>
      {groups.map((group) =>
        group.columns.length === 0 ? null : (
          <fieldset key={group.title}>
            <legend>{group.title}</legend>
            {group.columns.map((column) => (
              <CheckField
                key={columnKey(column)}
                label={columnLook(column).title}
                checked={isOn(column)}
                disabled={!isOn(column) && columns.length >= mostColumns}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...columns, column]
                      : columns.filter((each) => columnKey(each) !== columnKey(column)),
                  )
                }
              />
            ))}
          </fieldset>
        ),
      )}
      <Button size="small" variant="quiet" onClick={() => onChange(null)}>
        The usual columns
      </Button>
    </div>
  );
};

const named = (type: 'field' | 'labels', names: readonly string[]): readonly Column[] =>
  [...new Set(names)].sort().map((name) => ({ type, name }));
