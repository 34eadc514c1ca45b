import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { History as HistoryIcon, RotateCcw } from 'lucide-react';
import type { JsonObject } from '../../labels/json.ts';
import { diffTaskFiles } from '../../labels/merge/diff-task-files.ts';
import { parseTaskFile } from '../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../labels/task-file/task-file.ts';
import { taskPath } from '../../labels/task-file/task-path.ts';
import { includesRole } from '../../shared/contract/op.ts';
import type { LabelChange } from '../../shared/contract/project-labels.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api, fileUrl } from '../api.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { Skeleton, SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toastError } from '../parts/toast.tsx';
import { TaskChange } from './label-changes.tsx';
import { useAfterMove } from './use-versions.ts';
import s from './versions.module.css';

const readFile = async (repo: string, commit: string, path: string): Promise<TaskFile | undefined> => {
  const answer = await fetch(fileUrl(repo, commit, path));
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`The label file cannot be read (${answer.status}).`);
  return parseTaskFile(await answer.text(), path);
};

/** One task in two label commits, as the diff of commits shows it. */
const compare = async (
  project: Project,
  key: string,
  from: string | undefined,
  to: string,
): Promise<LabelChange> => {
  const { repo } = project.target;
  const path = taskPath(key);
  const [before, after] = await Promise.all([
    from === undefined ? undefined : readFile(repo, from, path),
    readFile(repo, to, path),
  ]);
  const asJson = (value: JsonObject | TaskFile | undefined) => (value ?? null) as LabelChange['before'];
  return {
    key,
    path,
    taskId: null,
    change: before === undefined ? 'added' : after === undefined ? 'removed' : 'modified',
    before: asJson(before),
    after: asJson(after),
    regions: diffTaskFiles(before, after).flatMap((change) =>
      change.annotation === null || change.identity === null
        ? []
        : [
            {
              annotation: change.annotation,
              identity: change.identity,
              change: change.change,
              before: asJson(change.before),
              after: asJson(change.after),
              fields: [...change.fields],
            },
          ],
    ),
  };
};

const Version = ({
  project,
  taskKey,
  from,
  to,
}: {
  readonly project: Project;
  readonly taskKey: string;
  readonly from: string | undefined;
  readonly to: string;
}) => {
  const change = useQuery({
    queryKey: ['task-version', project.target.repo, taskKey, from ?? '', to],
    queryFn: () => compare(project, taskKey, from, to),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const branchOf = (repo: string) =>
    project.sources.find((source) => source.repo === repo)?.branch ?? 'master';
  if (change.isPending) return <Skeleton height={70} />;
  if (change.isError) return <ErrorNote error={change.error} />;
  return <TaskChange project={project.id} change={change.data} branchOf={branchOf} />;
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
  const after = useAfterMove(project.id);
  const mayRestore = includesRole(project.role, 'reviewer');
  const params = { id: project.id, task };
  const view = useQuery({
    queryKey: ['project', project.id, 'task-view', task],
    queryFn: () => api.projects.getTask({ params, query: {} }),
  }).data;
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
          {view ? (
            <Version project={project} taskKey={view.key} from={commit.parents[0]} to={commit.id} />
          ) : null}
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
