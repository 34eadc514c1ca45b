import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Inbox, PartyPopper } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { queries, renewProject } from '../queries.ts';
import { LonePage } from '../shell/lone-page.tsx';
import { useTitle } from '../use-title.ts';
import { LabelDesk } from './label-desk.tsx';
import s from './label-page.module.css';
import { nextToReview } from './next-to-review.ts';
import { useTaskQueue } from './use-task-queue.ts';

const Waiting = () => (
  <div className={s.desk} role="status" aria-label="Loading the task">
    <div className={s.bar} />
    <div className={s.work}>
      <div className={s.stage}>
        <div className={s.stageInner} style={{ display: 'grid', gap: 14 }}>
          <Skeleton width="32%" height={22} />
          <Skeleton height={240} />
          <Skeleton width="48%" height={30} />
        </div>
      </div>
      <div className={s.side} />
    </div>
  </div>
);

/** Labeling fills the screen: `?task=` names the task, else the queue gives the next one; `?review=` goes through what is labeled. */
export const LabelPage = () => {
  const { id } = useParams({ from: '/in/projects/$id/label' });
  const { task: taskId, review } = useSearch({ from: '/in/projects/$id/label' });
  const router = useRouter();
  const client = useQueryClient();
  const project = useQuery({ ...queries.project(id), staleTime: 60_000 });
  const goTo = useCallback(
    (task: string, replace: boolean) =>
      void router.navigate({ to: '/projects/$id/label', params: { id }, search: { task, review }, replace }),
    [router, id, review],
  );
  const { state, openCount, advance, refresh, retry } = useTaskQueue(id, taskId, goTo, review !== true);
  useTitle(project.data ? `Label ${project.data.title}` : undefined);
  useEffect(() => () => void renewProject(client, id), [client, id]);

  const goOn = async () => {
    const next = await nextToReview(id, taskId ?? null);
    if (next) return goTo(next, false);
    toast('Everything that is labeled was reviewed');
    await router.navigate({ to: '/projects/$id/tasks', params: { id } });
  };
  const back = (
    <LinkButton to="/projects/$id/tasks" params={{ id }} variant="primary">
      Back to the tasks
    </LinkButton>
  );
  if (project.isError) {
    return (
      <LonePage>
        <ErrorState whole error={project.error} retry={() => void project.refetch()} />
      </LonePage>
    );
  }
  if (state.type === 'error') {
    return (
      <LonePage>
        <ErrorState whole error={state.error} retry={retry} action={back} />
      </LonePage>
    );
  }
  if (state.type === 'none') {
    const counts = project.data?.counts;
    const isEmpty = counts && counts.tasks + counts.retired === 0;
    return (
      <LonePage>
        {isEmpty ? (
          <EmptyState whole icon={<Inbox />} title="No tasks yet" actions={back}>
            Drop files on the tasks page, or take them from the files of a branch.
          </EmptyState>
        ) : (
          <EmptyState whole icon={<PartyPopper />} title="No task left" actions={back}>
            Everything that was open here is labeled, skipped, or with somebody else. New data brings new
            tasks; commit the labels on the tasks page.
          </EmptyState>
        )}
      </LonePage>
    );
  }
  if (!project.data || state.type === 'loading') return <Waiting />;
  return (
    <LabelDesk
      project={project.data}
      task={state.task}
      heldBy={state.heldBy}
      openCount={openCount}
      reviewing={review === true}
      onReviewed={() => goOn().catch(toastError)}
      onGo={(task) => goTo(task, false)}
      onDone={advance}
      onRefresh={refresh}
      onConfigChange={async () => {
        await project.refetch();
        return refresh();
      }}
    />
  );
};
