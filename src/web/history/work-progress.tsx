import { useMutation, useQuery } from '@tanstack/react-query';
import { formatCount } from '../../shared/format-count.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Progress } from '../parts/progress.tsx';
import { toastError } from '../parts/toast.tsx';
import s from './versions.module.css';

const names = {
  config: 'Changing the config and its labels',
  merge: 'Merging labels',
  revert: 'Reverting labels',
  restore: 'Restoring labels',
};

/** What changes all labels of a project just now: how far, by whom, and the way to stop it. Nothing when nothing does. */
export const WorkProgress = ({
  project,
  mayCancel,
}: {
  readonly project: string;
  readonly mayCancel: boolean;
}) => {
  const work = useQuery({
    queryKey: ['work', project],
    queryFn: () => api.projects.work({ params: { id: project } }),
  }).data?.work;
  const cancel = useMutation({
    mutationFn: () => api.projects.cancelWork({ params: { id: project } }),
    onError: toastError,
  });
  if (!work) return null;
  const isCommitted = work.stage !== 'labels';
  const total = work.total ?? 0;
  const counted = `${formatCount(work.done)}${total > 0 ? ` of ${formatCount(total)}` : ''} tasks`;
  return (
    <div className={s.work} role="status">
      <span>
        {names[work.kind]} by {work.by}: {work.stage === 'commit' ? 'making the commit' : counted}
      </span>
      {total > 0 ? (
        <Progress
          label={names[work.kind]}
          total={total}
          parts={[{ value: Math.min(work.done, total), color: 'var(--lw-accent)', label: 'tasks done' }]}
        />
      ) : null}
      {mayCancel ? (
        <Button
          size="small"
          disabled={isCommitted || cancel.isPending}
          title={isCommitted ? 'It commits already; undo it afterwards' : 'The labels stay as they were'}
          onClick={() => cancel.mutate()}
        >
          Stop
        </Button>
      ) : null}
    </div>
  );
};
