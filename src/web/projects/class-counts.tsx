import type { Project } from '../../shared/contract/projects.ts';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import type { TaskFilter } from './task-filters.ts';
import s from './tasks-page.module.css';

const mostShown = 12;

/** How often each class is used; one pressed shows its tasks. */
export const ClassCounts = ({
  project,
  chosen,
  onChoose,
}: {
  readonly project: Project;
  readonly chosen: TaskFilter['label'];
  readonly onChoose: (label: TaskFilter['label']) => void;
}) => {
  const classes = project.classes.toSorted((a, b) => b.count - a.count);
  const most = classes[0]?.count ?? 0;
  if (most === 0) return null;
  const shown = classes.slice(0, mostShown);
  const rest = classes.length - shown.length;
  return (
    <div role="group" aria-label="Classes" className={s.classes}>
      {shown.map((each) => {
        const on = chosen?.name === each.name && (!chosen.control || chosen.control === each.control);
        return (
          <button
            key={`${each.control} ${each.name}`}
            type="button"
            className={s.class}
            aria-pressed={on}
            title={`${plural(each.count, 'label')} of ${each.control}`}
            onClick={() => onChoose(on ? undefined : { name: each.name, control: each.control })}
          >
            <span>{each.name}</span>
            <b>{formatCount(each.count)}</b>
            <i style={{ width: `${(each.count / most) * 100}%` }} aria-hidden />
          </button>
        );
      })}
      {rest > 0 ? (
        <span className={s.rest}>and {plural(rest, 'class', 'classes')} more under Filter</span>
      ) : null}
    </div>
  );
};
