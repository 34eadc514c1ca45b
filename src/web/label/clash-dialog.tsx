import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formatCount } from '../../shared/format-count.ts';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import { type ApiError, api } from '../api.ts';
import { annotationChange, type AnnotationVersion } from '../label-diff/annotation-change.ts';
import { partsOf } from '../../shared/label-diff/changed-parts.ts';
import { PartRows } from '../label-diff/part-rows.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ago } from '../parts/time-ago.tsx';
import { useMe } from '../session.ts';
import s from './label-page.module.css';

/** More are counted only: to choose, one looks at the first. */
const mostShown = 40;

/** Somebody else changed the annotation that one is updating: says who, when and what, and lets choose. */
export const ClashDialog = ({
  open,
  error,
  project,
  task,
  annotation,
  mine,
  onClose,
  onTakeTheirs,
  onKeepMine,
}: {
  readonly open: boolean;
  readonly error: ApiError | null;
  readonly project: string;
  /** As it was when the annotation was opened. */
  readonly task: TaskView;
  /** Which annotation of it. */
  readonly annotation: string | null;
  /** What was to be sent. */
  readonly mine: AnnotationVersion | null;
  readonly onClose: () => void;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}) => {
  const me = useMe();
  const name = String(error?.data.name ?? 'Somebody');
  const at = typeof error?.data.at === 'string' ? ago(error.data.at) : 'meanwhile';
  const fresh = useQuery({
    queryKey: ['project', project, 'clash', task.id, annotation, error?.data.version],
    queryFn: () => api.projects.getTask({ params: { id: project, task: task.id } }),
    enabled: open,
  });
  const before = task.annotations.find((each) => each.id === annotation);
  const theirs = fresh.data?.annotations.find((each) => each.id === annotation);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`${name} changed this annotation ${at}`}
      about="Both versions are safe. Choose which one stands; history keeps the other once it was committed."
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Go on editing
          </Button>
          <Button onClick={onTakeTheirs}>Take theirs</Button>
          <Button variant="primary" onClick={onKeepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      {before && theirs && mine ? (
        <div className={s.sides}>
          <Side task={task} name={name === me.name ? `${name}, elsewhere` : name} from={before} to={theirs} />
          <Side task={task} name="You" from={before} to={mine} />
        </div>
      ) : fresh.isError ? (
        <ErrorNote error={fresh.error} />
      ) : fresh.data ? (
        <p>The annotation is not there any more.</p>
      ) : (
        <Skeleton height={92} />
      )}
    </Dialog>
  );
};

/** What one of the two changed since the annotation was opened here. */
const Side = ({
  task,
  name,
  from,
  to,
}: {
  readonly task: TaskView;
  readonly name: string;
  readonly from: AnnotationVersion;
  readonly to: AnnotationVersion;
}) => {
  const change = useMemo(
    () => annotationChange(task.data, { id: name, name }, from, to),
    [task.data, name, from, to],
  );
  const parts = partsOf(change);
  return (
    <div>
      <PartRows change={change} parts={parts.slice(0, mostShown)} nothing="Nothing was changed." />
      {parts.length > mostShown ? <p>and {formatCount(parts.length - mostShown)} more</p> : null}
    </div>
  );
};
