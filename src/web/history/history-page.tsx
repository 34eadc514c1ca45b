import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { GitCommitHorizontal, GitMerge, RotateCcw, Tag, Undo2 } from 'lucide-react';
import { Fragment, useState } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button, LinkButton } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import { renewProject } from '../queries.ts';
import { dayOf } from '../repos/commit-days.ts';
import s from '../repos/commits.module.css';
import { Conflicts } from './conflicts.tsx';
import { LabelDiff } from './label-diff.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { RevertDialog } from './revert-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { TaskVersions } from './task-versions.tsx';
import { useSettlements } from './use-settlements.ts';

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

const CommitRow = ({
  commit,
  project,
  tip,
  chosen,
  onChoose,
  onRestore,
  onTag,
  onRevert,
}: {
  readonly commit: LabelCommit;
  readonly project: Project;
  readonly tip: boolean;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
  readonly onRestore: (() => void) | undefined;
  readonly onTag: (() => void) | undefined;
  readonly onRevert: (() => void) | undefined;
}) => {
  const [subject, ...rest] = commit.message.split('\n');
  const body = rest.join('\n').trim();
  const changes = commit.authors.reduce((sum, author) => sum + author.changes, 0);
  const parent = commit.parents[0];
  return (
    <li className={s.commit} data-tip={tip || undefined} data-chosen={chosen || undefined}>
      <span className={s.graph} aria-hidden />
      <div>
        <p className={s.message}>
          {subject || <em>without a message</em>}{' '}
          {commit.tags.map((tag) => (
            <Badge key={tag} tone="accent">
              <Tag /> {tag}
            </Badge>
          ))}
        </p>
        {body ? <p className={s.body}>{body}</p> : null}
        <p className={s.meta}>
          <Avatars names={commit.authors.map((author) => author.name)} size={18} />
          <span>{commit.authors.map((author) => author.name).join(', ') || 'Labelwright'}</span>
          <TimeAgo time={commit.time} />
          {changes > 0 ? <span>{plural(changes, 'change')}</span> : null}
          {commit.provenance.map((origin) => (
            <span key={origin.repo + origin.commit}>
              made on{' '}
              <Link to="/repos/$repo/$ref" params={{ repo: origin.repo, ref: origin.commit }}>
                {origin.repo}@{origin.commit.slice(0, 8)}
              </Link>
            </span>
          ))}
        </p>
      </div>
      <div className={s.actions}>
        {parent ? (
          <LinkButton
            to="/projects/$id/history"
            params={{ id: project.id }}
            search={{ from: parent, to: commit.id }}
            size="small"
            variant="quiet"
          >
            Changes
          </LinkButton>
        ) : null}
        {onTag ? (
          <Button size="small" variant="quiet" icon={<Tag />} onClick={onTag}>
            Tag
          </Button>
        ) : null}
        {onRevert ? (
          <Button size="small" variant="quiet" icon={<Undo2 />} onClick={onRevert}>
            Revert
          </Button>
        ) : null}
        {onRestore ? (
          <Button size="small" variant="quiet" icon={<RotateCcw />} onClick={onRestore}>
            Restore
          </Button>
        ) : null}
        <CommitHash id={commit.id} />
        <label title="Choose two to compare">
          <input
            type="checkbox"
            checked={chosen}
            aria-label={`Compare ${commit.id.slice(0, 8)}`}
            onChange={(event) => onChoose(event.target.checked)}
          />
        </label>
      </div>
    </li>
  );
};

const History = ({ project }: { readonly project: Project }) => {
  const search = useSearch({ from: '/in/app/projects/$id/history' });
  const router = useRouter();
  const client = useQueryClient();
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
  const compare = () => {
    // The older of the two is where the diff begins, whichever was chosen first.
    const order = (id: string) => commits.findIndex((commit) => commit.id === id);
    const [to, from] = [...chosen].sort((a, b) => order(a) - order(b));
    if (from && to) show({ from, to });
  };
  const restoreTo = async (ref: string, message: string) => {
    const answer = await api.projects.restore({ params: { id: project.id }, body: { ref, message } });
    await renewProject(client, project.id);
    return answer;
  };
  const restore = async (commit: LabelCommit) => {
    const { commit: made, before } = await restoreTo(
      commit.id,
      `Restore the labels of ${commit.id.slice(0, 8)}`,
    );
    if (!made) return toast('The labels are exactly those already');
    toast(
      `The labels are as in ${commit.id.slice(0, 8)} again`,
      before
        ? {
            label: 'Undo',
            run: () =>
              void restoreTo(before, `Undo the restore of ${commit.id.slice(0, 8)}`)
                .then(() => toast('The restore was undone'))
                .catch(toastError),
          }
        : undefined,
    );
  };

  return (
    <>
      {includesRole(project.role, 'reviewer') && project.conflicts > 0 ? (
        <Conflicts project={project.id} count={project.conflicts} onSettled={settled} />
      ) : null}
      {search.task ? (
        <TaskVersions key={search.task} project={project} task={search.task} onClose={() => show({})} />
      ) : null}
      {search.from && search.to ? (
        <LabelDiff
          key={search.from + search.to}
          project={project}
          from={search.from}
          to={search.to}
          title={`${search.from.slice(0, 8)} → ${search.to.slice(0, 8)}`}
          onClose={() => show({})}
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
      ) : search.task ? null : (
        <Panel
          title="Label commits"
          head={
            <span data-push style={{ display: 'flex', gap: 6 }}>
              {mayManage ? (
                <Button size="small" icon={<GitMerge />} onClick={() => setMerging(true)}>
                  Merge a branch
                </Button>
              ) : null}
              <Button size="small" disabled={chosen.length !== 2} onClick={compare}>
                Compare two
              </Button>
            </span>
          }
        >
          {history.isPending ? <SkeletonRows count={6} height={62} /> : null}
          <ol>
            {commits.map((commit, index) => (
              <Fragment key={commit.id}>
                {index === 0 || dayOf(commits[index - 1]?.time ?? '') !== dayOf(commit.time) ? (
                  <li className={s.day}>{dayOf(commit.time)}</li>
                ) : null}
                <CommitRow
                  commit={commit}
                  project={project}
                  tip={index === 0}
                  chosen={chosen.includes(commit.id)}
                  onChoose={(on) =>
                    setChosen((before) =>
                      on ? [...before, commit.id].slice(-2) : before.filter((id) => id !== commit.id),
                    )
                  }
                  onTag={mayManage ? () => setTagging(commit.id) : undefined}
                  onRevert={mayManage ? () => setReverting(commit) : undefined}
                  onRestore={mayManage ? () => setRestoring(commit) : undefined}
                />
              </Fragment>
            ))}
          </ol>
          {history.hasNextPage ? (
            <div style={{ padding: 12, textAlign: 'center' }}>
              <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
                Older commits
              </Button>
            </div>
          ) : null}
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
