import { ArrowDown, ArrowUp, Check, ListFilter } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Project } from '../../shared/contract/projects.ts';
import { formatCount } from '../../shared/format-count.ts';
import type { TaskOrder, TaskSort } from '../../shared/task-orders.ts';
import { Menu } from '../parts/menu.tsx';
import { Popover } from '../parts/popover.tsx';
import type { Column } from './columns.ts';
import { NumberRange, type RangeOf } from './number-range.tsx';
import { columnLook } from './task-cells.tsx';
import { type TaskFilter, withoutChip } from './task-filters.ts';
import s from './tasks-page.module.css';

/** A column that orders the list: once up, twice down. */
export const Sorter = ({
  name,
  by,
  sort,
  onSort,
}: {
  readonly name: string;
  readonly by: TaskOrder;
  readonly sort: TaskSort;
  readonly onSort: (sort: TaskSort) => void;
}) => {
  const down = sort === `-${by}`;
  const on = down || sort === by;
  return (
    <button
      type="button"
      className={s.sorter}
      aria-label={`Order by ${name}${on ? (down ? ', now last first' : ', now first first') : ''}`}
      aria-pressed={on}
      onClick={() => onSort(on && !down ? `-${by}` : by)}
    >
      {name}
      {on ? down ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden /> : null}
    </button>
  );
};

const FilterTrigger = ({
  name,
  isOn,
  ...rest
}: {
  readonly name: string;
  readonly isOn: boolean;
}): ReactNode => (
  <button
    {...rest}
    type="button"
    className={s.headFilter}
    data-on={isOn || undefined}
    aria-label={`Filter by ${name}`}
  >
    <ListFilter aria-hidden />
  </button>
);

type HeadProps = {
  readonly project: Project;
  readonly column: Column;
  readonly sort: TaskSort;
  readonly onSort: (sort: TaskSort) => void;
  readonly filter: TaskFilter;
  readonly onFilter: (filter: TaskFilter) => void;
};

/** The classes of a control, one of which the tasks then have. */
const ClassFilter = ({ project, column: { name }, filter, onFilter }: HeadProps) => {
  const classes = project.classes.filter(({ control }) => control === name);
  if (classes.length === 0) return null;
  const chosen = filter.label?.control === name ? filter.label.name : undefined;
  const tick = (isOn: boolean) => (isOn ? <Check /> : <span className={s.noTick} />);
  return (
    <Menu
      align="start"
      trigger={<FilterTrigger name={name} isOn={chosen !== undefined} />}
      entries={[
        {
          type: 'action',
          label: 'Any',
          icon: tick(chosen === undefined),
          run: () => onFilter(withoutChip(filter, 'label')),
        },
        ...classes.map(
          (each) =>
            ({
              type: 'action',
              label: `${each.name} (${formatCount(each.count)})`,
              icon: tick(each.name === chosen),
              run: () => onFilter({ ...filter, label: { name: each.name, control: name } }),
            }) as const,
        ),
      ]}
    />
  );
};

const RangeFilter = ({ of, filter, onFilter }: HeadProps & { readonly of: RangeOf }) => {
  const [open, setOpen] = useState(false);
  const isOn = filter[`${of}From`] !== undefined || filter[`${of}To`] !== undefined;
  return (
    <Popover
      label={`Filter by ${of}`}
      open={open}
      onOpenChange={setOpen}
      trigger={<FilterTrigger name={of} isOn={isOn} />}
    >
      <div className={s.filters}>
        <NumberRange of={of} filter={filter} onChange={onFilter} />
      </div>
    </Popover>
  );
};

/** Names a column, orders by it and filters by it, where that can be done. */
export const ColumnHead = (props: HeadProps) => {
  const { column, sort, onSort } = props;
  const { title, order, isNumber } = columnLook(column);
  return (
    <span className={isNumber ? `${s.head} ${s.number}` : s.head}>
      {order ? (
        <Sorter name={title} by={order} sort={sort} onSort={onSort} />
      ) : (
        <span title={title}>{title}</span>
      )}
      {column.type === 'labels' ? <ClassFilter {...props} /> : null}
      {order === 'annotations' || order === 'score' ? <RangeFilter {...props} of={order} /> : null}
    </span>
  );
};
