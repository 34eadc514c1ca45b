import { Link } from '@tanstack/react-router';
import type { TaskItem } from '../../shared/contract/project-tasks.ts';
import { type Column, columnKey } from './columns.ts';
import { columnLook } from './task-cells.tsx';
import s from './tasks-page.module.css';

/** One task of the list; all of it is the link that opens it, but for its checkbox. */
export const TaskRow = ({
  project,
  task,
  columns,
  chosen,
  onChoose,
}: {
  readonly project: string;
  readonly task: TaskItem;
  readonly columns: readonly Column[];
  readonly chosen: boolean;
  readonly onChoose: ((chosen: boolean, isRange: boolean) => void) | undefined;
}) => (
  <div className={s.row} data-chosen={chosen || undefined}>
    {onChoose ? (
      <input
        type="checkbox"
        aria-label={`Select task ${task.id}`}
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)}
      />
    ) : (
      <span />
    )}
    <Link
      to="/projects/$id/label"
      params={{ id: project }}
      search={{ task: task.id }}
      className={s.id}
      data-task={task.id}
    >
      {task.id}
    </Link>
    {columns.map((column) => {
      const { cell, isNumber } = columnLook(column);
      return (
        <span key={columnKey(column)} className={isNumber ? `${s.cell} ${s.number}` : s.cell}>
          {cell(task)}
        </span>
      );
    })}
  </div>
);
