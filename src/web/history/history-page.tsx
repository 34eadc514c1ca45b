import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { GitCommitHorizontal, GitMerge, RotateCcw, Tag, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import { changesText } from '../../shared/change-counts.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { CommitLog } from '../parts/commit-log.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import { LabelDiff } from '../label-diff/label-diff.tsx';
import { Conflicts } from './conflicts.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { RevertDialog } from './revert-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { TaskVersions } from './task-versions.tsx';
import { useSettlements } from './use-settlements.ts';
import { useAfterMove } from './use-versions.ts';

const useHistory = (project: string) =>
  useInfiniteQuery({
    queryKey: ['project', project, 'history'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.history({
        params: { id: project },
        query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });
type LabelCommit = NonNullable<ReturnType<typeof useHistory>['data']>['pages'][number]['items'][number];

const History = ({ project }: { readonly project: Project }) => {
  const search = useSearch({ from: '/in/app/projects/$id/history' });
  const router = useRouter();
  const mayManage = includesRole(project.role, 'manager');
  const { settled } = useSettlements(project.id);
  const history = useHistory(project.id);
  const commits = history.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [restoring, setRestoring] = useState<LabelCommit | null>(null);
  const [tagging, setTagging] = useState<string | null>(null);
  const [reverting, setReverting] = useState<LabelCommit | null>(null);
  const [merging, setMerging] = useState(false);

  const show = (range: { from?: string; to?: string }) =>
    void router.navigate({ to: '/projects/$id/history', params: { id: project.id }, search: range });
  const choose = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id].slice(-2) : before.filter((each) => each !== id)));
  const compare = () => {
    // The older of the two is where the diff begins, whichever was chosen first.
    const order = (id: string) => commits.findIndex((commit) => commit.id === id);
    const [to, from] = [...chosen].sort((a, b) => order(a) - order(b));
    if (from && to) show({ from, to });
  };
  /** A commit by its tag where it has one. */
  const nameOf = (ref: string) =>
    commits.find(({ id }) => id === ref)?.tags[0] ?? (/^[0-9a-f]{12,}$/.test(ref) ? ref.slice(0, 8) : ref);
  const afterMove = useAfterMove(project.id);
  const restore = async ({ id }: LabelCommit) => {
    const message = `Restore the labels of ${id.slice(0, 8)}`;
    const done = await api.projects.restore({ params: { id: project.id }, body: { ref: id, message } });
    await afterMove(`Restored the labels of ${id.slice(0, 8)}`, { ...done, conflicts: 0 });
  };

  /** The page shows one task's commits, or what lies between two. */
  const isElsewhere = Boolean(search.task || search.to);
  return (
    <>
      {includesRole(project.role, 'reviewer') && project.conflicts > 0 && !isElsewhere ? (
        <Conflicts project={project.id} count={project.conflicts} onSettled={settled} />
      ) : null}
      {search.task ? (
        <TaskVersions key={search.task} project={project} task={search.task} onClose={() => show({})} />
      ) : null}
      {search.to ? (
        <LabelDiff
          key={`${search.from} ${search.to}`}
          project={project}
          from={search.from}
          to={search.to}
          title={
            <>
              {search.from ? nameOf(search.from) : 'nothing'} → {nameOf(search.to)}
            </>
          }
          head={
            <Button size="small" onClick={() => show({})}>
              All label commits
            </Button>
          }
        />
      ) : null}
      {history.isError ? (
        <ErrorState error={history.error} retry={() => void history.refetch()} />
      ) : history.data && commits.length === 0 ? (
        <Panel>
          <EmptyState icon={<GitCommitHorizontal />} title="No label commit yet">
            Label some tasks, then choose Commit labels. Each commit can be compared, tagged, trained on and
            restored.
          </EmptyState>
        </Panel>
      ) : isElsewhere ? null : (
        <Panel
          title="Label commits"
          head={
            <span data-push style={{ display: 'flex', gap: 6 }}>
              {mayManage ? (
                <Button size="small" icon={<GitMerge />} onClick={() => setMerging(true)}>
                  Merge a branch
                </Button>
              ) : null}
              <Button
                size="small"
                disabled={chosen.length !== 2}
                title="Choose two commits by their boxes"
                onClick={compare}
              >
                Compare two
              </Button>
            </span>
          }
        >
          {history.isPending ? <SkeletonRows count={6} height={62} /> : null}
          <CommitLog
            commits={commits}
            tagsOf={(commit) => commit.tags}
            makerOf={() => ({ name: 'Labelwright', isPerson: true })}
            changesOf={(commit) => changesText(commit.changes)}
            isChosen={(commit) => chosen.includes(commit.id)}
            actions={(commit) => (
              <>
                <LinkButton
                  to="/projects/$id/provenance"
                  params={{ id: project.id }}
                  search={{ node: `commit:${commit.id}` }}
                  size="small"
                  variant="quiet"
                >
                  Provenance
                </LinkButton>
                <LinkButton
                  to="/projects/$id/history"
                  params={{ id: project.id }}
                  search={{ from: commit.parents[0], to: commit.id }}
                  size="small"
                  variant="quiet"
                >
                  Changes
                </LinkButton>
                {mayManage ? (
                  <>
                    <Button size="small" variant="quiet" icon={<Tag />} onClick={() => setTagging(commit.id)}>
                      Tag
                    </Button>
                    <Button
                      size="small"
                      variant="quiet"
                      icon={<Undo2 />}
                      onClick={() => setReverting(commit)}
                    >
                      Revert
                    </Button>
                    <Button
                      size="small"
                      variant="quiet"
                      icon={<RotateCcw />}
                      onClick={() => setRestoring(commit)}
                    >
                      Restore
                    </Button>
                  </>
                ) : null}
                <label title="Choose two to compare">
                  <input
                    type="checkbox"
                    checked={chosen.includes(commit.id)}
                    aria-label={`Compare ${commit.id.slice(0, 8)}`}
                    onChange={(event) => choose(commit.id, event.target.checked)}
                  />
                </label>
              </>
            )}
            more={
              history.hasNextPage
                ? { busy: history.isFetchingNextPage, load: () => void history.fetchNextPage() }
                : undefined
            }
          />
        </Panel>
      )}
      <RevertDialog project={project.id} commit={reverting} onClose={() => setReverting(null)} />
      <MergeDialog project={project} open={merging} onClose={() => setMerging(false)} />
      <TagDialog project={project.id} commit={tagging} onClose={() => setTagging(null)} />
      <ConfirmDialog
        open={restoring !== null}
        onClose={() => setRestoring(null)}
        danger={false}
        title={`Go back to the labels of ${restoring?.id.slice(0, 8)}?`}
        about="What is not committed yet is committed first; then a new commit with those labels is made. Nothing is lost, and it can be undone."
        confirm="Restore"
        onConfirm={async () => {
          if (restoring) await restore(restoring);
        }}
      />
    </>
  );
};

/** The label commits of a project, like a good code host's. */
export const HistoryPage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/history' });
  return (
    <ProjectFrame id={id} title="History">
      {(project) => <History project={project} />}
    </ProjectFrame>
  );
};
