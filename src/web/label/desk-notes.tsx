import { CloudOff, MessageSquareWarning } from 'lucide-react';
import type { Annotation, TaskView } from '../../shared/contract/project-tasks.ts';
import { ErrorNote } from '../parts/error-state.tsx';
import { useMe } from '../session.ts';
import s from './label-page.module.css';

/** What one must know of the task before anything else: it stands above it. */
export const DeskNotes = ({
  task,
  annotation,
  heldBy,
  unfit,
  waiting,
  refused,
}: {
  readonly task: TaskView;
  readonly annotation: Annotation | undefined;
  /** Who else has it open. */
  readonly heldBy: string | null;
  /** Names of what the config has no place for any more, and of what they are. */
  readonly unfit: { readonly names: readonly string[]; readonly of: string };
  /** An answer waits for the connection. */
  readonly waiting: boolean;
  /** Why the server did not take the answer. */
  readonly refused: unknown;
}) => {
  const me = useMe();
  return (
    <div className={s.notes}>
      {heldBy ? (
        <div className={s.notice}>
          <p>{heldBy} has this task open too. What you submit is kept as a second annotation.</p>
        </div>
      ) : null}
      {task.state === 'retired' ? (
        <div className={s.notice}>
          <p>The data of this task was removed or changed. Its labels are kept in history only.</p>
        </div>
      ) : null}
      {annotation?.skipReason ? (
        <div className={s.notice} role="status">
          <p>
            {annotation.author.id === me.id ? 'You' : annotation.author.name} skipped this task:{' '}
            {annotation.skipReason}
          </p>
        </div>
      ) : null}
      {annotation?.review?.decision === 'rejected' ? (
        <div className={s.notice} data-tone="danger" role="status">
          <MessageSquareWarning aria-hidden />
          <p>
            <b>{annotation.review.by.name} rejected this annotation</b>
            {annotation.review.comment ? `: “${annotation.review.comment}”.` : '.'}
            {annotation.author.id === me.id ? ' Change it and choose Update.' : ''}
          </p>
        </div>
      ) : null}
      {unfit.names.length > 0 ? (
        <div className={s.notice} role="status">
          <p>
            The labeling config was changed and has no place for all of {unfit.of}:{' '}
            {[...new Set(unfit.names)].join(', ')}.
          </p>
        </div>
      ) : null}
      {waiting ? (
        <div className={s.notice} role="alert">
          <CloudOff aria-hidden />
          <p>No connection. Your answer is kept here and sent when the server is back.</p>
        </div>
      ) : null}
      {refused ? <ErrorNote error={refused} /> : null}
    </div>
  );
};
