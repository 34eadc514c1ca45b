import type { LabelChange } from '../../shared/contract/project-labels.ts';
import { VirtualList } from '../parts/virtual-list.tsx';
import { taskText } from '../projects/task-text.ts';
import { countKinds, partsOf } from '../../shared/label-diff/changed-parts.ts';
import { annotationWords } from './change-words.ts';
import drawing from './item-drawing.module.css';
import s from './label-diff.module.css';

const signs = [
  ['added', '+'],
  ['removed', '−'],
  ['relabeled', '⇄'],
  ['changed', '~'],
] as const;

/** The changed tasks, to choose from; more come as the end comes into view. */
export const ChangedTasks = ({
  changes,
  index,
  onChoose,
  onEnd,
}: {
  readonly changes: readonly LabelChange[];
  readonly index: number;
  readonly onChoose: (index: number) => void;
  readonly onEnd: () => void;
}) => (
  <VirtualList
    label="Changed tasks"
    items={changes}
    keyOf={(change) => change.path}
    rowHeight={58}
    maxHeight="100%"
    chosen={index}
    onEnd={onEnd}
    render={(change, at) => (
      <button
        type="button"
        tabIndex={at === index ? 0 : -1}
        className={s.row}
        aria-current={at === index || undefined}
        onClick={() => onChoose(at)}
      >
        <b>{change.taskId ? `Task ${change.taskId}` : change.key.slice(0, 10)}</b>
        <Tally change={change} />
        <span>{textOf(change)}</span>
      </button>
    )}
  />
);

/** How many parts changed in which way; in words where only an annotation did. */
const Tally = ({ change }: { readonly change: LabelChange }) => {
  const counts = countKinds(partsOf(change));
  const shown = signs.filter(([kind]) => counts[kind] > 0);
  if (shown.length === 0) {
    const [words = 'bookkeeping'] = change.annotations.flatMap((each) => annotationWords(change, each));
    return <small className={s.tally}>{words.split(':')[0]}</small>;
  }
  return (
    <small className={s.tally}>
      {shown.map(([kind, sign]) => (
        <i key={kind} className={drawing[kind]}>
          <span aria-hidden>{sign}</span>
          {counts[kind]}
          <span className="sr-only"> {kind}</span>
        </i>
      ))}
    </small>
  );
};

const textOf = (change: LabelChange): string => {
  const file = (change.after ?? change.before) as { data?: Parameters<typeof taskText>[0] } | null;
  return taskText(file?.data ?? {});
};
