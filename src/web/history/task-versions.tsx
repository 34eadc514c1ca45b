import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { History as HistoryIcon, RotateCcw } from 'lucide-react';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Button, LinkButton } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { Skeleton, SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toastError } from '../parts/toast.tsx';
import { TaskChange } from '../label-diff/task-change.tsx';
import { useAfterMove } from './use-versions.ts';
import s from './versions.module.css';

const Version = ({
  project,
  task,
  from,
  to,
}: {
  readonly project: string;
  readonly task: string;
  readonly from: string | undefined;
  readonly to: string;
}) => {
  const diff = useQuery({
    queryKey: ['task-version', project, task, from ?? '', to],
    queryFn: () =>
      api.projects.labelDiff({
        params: { id: project },
        query: { task, to, limit: 1, ...(from ? { from } : {}) },
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (diff.isPending) return <Skeleton height={70} />;
  if (diff.isError) return <ErrorNote error={diff.error} />;
  return diff.data.items.map((change) => (
    <TaskChange key={change.path} project={project} change={change} named={false} />
  ));
};

/** All label commits that changed one task: its regions before and after each, and the way back to any. */
export const TaskVersions = ({
  project,
  task,
  onClose,
}: {
  readonly project: Project;
  readonly task: string;
  readonly onClose: () => void;
}) => {
  const params = { id: project.id, task };
  // a reviewer goes back by the task, not by the branch
  const after = useAfterMove(project.id, (ref) => api.projects.restoreTask({ params, body: { ref } }));
  const mayRestore = includesRole(project.role, 'reviewer');
  const history = useInfiniteQuery({
    queryKey: ['project', project.id, 'task-history', task],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.taskHistory({ params, query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } }),
    getNextPageParam: (last) => last.next,
  });
  const restore = useMutation({
    mutationFn: (ref: string) => api.projects.restoreTask({ params, body: { ref } }),
    onError: toastError,
    onSuccess: (done, ref) => after(`Task ${task} as in ${ref.slice(0, 8)} again`, { ...done, conflicts: 0 }),
  });
  const commits = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={`Task ${task}, commit by commit`}
      head={
        <Button data-push size="small" onClick={onClose}>
          All label commits
        </Button>
      }
    >
      {history.isPending ? <SkeletonRows count={4} height={70} /> : null}
      {history.isError ? <ErrorState error={history.error} retry={() => void history.refetch()} /> : null}
      {history.data && commits.length === 0 ? (
        <EmptyState icon={<HistoryIcon />} title="This task is in no label commit yet" />
      ) : null}
      {commits.map((commit, index) => (
        <section key={commit.id} className={s.version} aria-label={`Commit ${commit.id.slice(0, 8)}`}>
          <div className={s.versionHead}>
            <b>{commit.message.split('\n')[0] || 'without a message'}</b>
            <Avatars names={commit.authors.map((author) => author.name)} size={18} />
            <span>{commit.authors.map((author) => author.name).join(', ')}</span>
            <TimeAgo time={commit.time} />
            <span>{plural(commit.annotations, 'annotation')}</span>
            <span data-push>
              <LinkButton
                to="/projects/$id/provenance"
                params={{ id: project.id }}
                search={{ node: `commit:${commit.id}` }}
                size="small"
                variant="quiet"
              >
                Provenance
              </LinkButton>
              {mayRestore && index > 0 ? (
                <Button
                  size="small"
                  variant="quiet"
                  icon={<RotateCcw />}
                  busy={restore.isPending && restore.variables === commit.id}
                  onClick={() => restore.mutate(commit.id)}
                >
                  Restore this task
                </Button>
              ) : null}
              <CommitHash id={commit.id} />
            </span>
          </div>
          <Version project={project.id} task={task} from={commit.parents[0]} to={commit.id} />
        </section>
      ))}
      {history.hasNextPage ? (
        <div style={{ padding: 12, textAlign: 'center' }}>
          <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Older commits
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};
