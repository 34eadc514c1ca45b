import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { GitCommitHorizontal, RotateCcw, Tag } from 'lucide-react';
import { useState } from 'react';
import type { Commit } from '../../shared/contract/repos.ts';
import { api } from '../api.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button, LinkButton } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { queries, renewRepo } from '../queries.ts';
import { useMay } from '../session.ts';
import { NameRefDialog } from './branch-dialogs.tsx';
import { dayOf } from './commit-days.ts';
import s from './commits.module.css';
import { RefSwitcher } from './ref-switcher.tsx';
import { RepoFrame } from './repo-frame.tsx';

const makerOf = (commit: Commit): string => {
  switch (commit.madeBy.type) {
    case 'person':
      return commit.madeBy.name;
    case 'pipeline':
      return `pipeline ${commit.madeBy.pipeline}`;
    case 'system':
      return commit.madeBy.reason;
  }
};

const CommitItem = ({
  commit,
  repo,
  tip,
  tags,
  onRestore,
  onTag,
}: {
  readonly commit: Commit;
  readonly repo: string;
  readonly tip: boolean;
  readonly tags: readonly string[];
  readonly onRestore: (() => void) | undefined;
  readonly onTag: (() => void) | undefined;
}) => {
  const [subject, ...rest] = commit.message.split('\n');
  const changes = commit.authors.reduce((sum, author) => sum + author.changes, 0);
  const parent = commit.parents[0];
  return (
    <li className={s.commit} data-tip={tip || undefined}>
      <span className={s.graph} aria-hidden />
      <div>
        <p className={s.message}>
          {subject || <em>without a message</em>}{' '}
          {tags.map((tag) => (
            <Badge key={tag} tone="accent">
              <Tag /> {tag}
            </Badge>
          ))}
        </p>
        {rest.join('\n').trim() ? <p className={s.body}>{rest.join('\n').trim()}</p> : null}
        <p className={s.meta}>
          <Avatars names={commit.authors.map((author) => author.name)} size={18} />
          <span>{commit.authors.map((author) => author.name).join(', ') || makerOf(commit)}</span>
          {commit.madeBy.type === 'person' ? null : <span>by {makerOf(commit)}</span>}
          <TimeAgo time={commit.time} />
          {changes > 0 ? <span>{plural(changes, 'change')}</span> : null}
          {commit.provenance.map((origin) => (
            <span key={origin.repo + origin.commit}>
              from{' '}
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
            to="/compare/$repo"
            params={{ repo }}
            search={{ from: parent, to: commit.id }}
            size="small"
            variant="quiet"
          >
            Changes
          </LinkButton>
        ) : null}
        <LinkButton to="/repos/$repo/$ref" params={{ repo, ref: commit.id }} size="small" variant="quiet">
          Files
        </LinkButton>
        {onTag ? (
          <Button size="small" variant="quiet" onClick={onTag}>
            Tag
          </Button>
        ) : null}
        {onRestore ? (
          <Button size="small" variant="quiet" icon={<RotateCcw />} onClick={onRestore}>
            Restore
          </Button>
        ) : null}
        <CommitHash id={commit.id} />
        <CopyButton text={commit.id} label="Copy the commit id" />
      </div>
    </li>
  );
};

/** The log of a branch, tag or commit. */
export const CommitsPage = () => {
  const { repo, ref: gitRef } = useParams({ from: '/in/app/commits/$repo/$ref' });
  const { path } = useSearch({ from: '/in/app/commits/$repo/$ref' });
  const router = useRouter();
  const client = useQueryClient();
  const mayWrite = useMay('manager');
  const branch = useQuery(queries.branches(repo)).data?.items.find((item) => item.name === gitRef);
  const tags = useQuery(queries.tags(repo)).data?.items ?? [];
  const [restoring, setRestoring] = useState<Commit | null>(null);
  const [tagging, setTagging] = useState<Commit | null>(null);
  const log = useInfiniteQuery({
    queryKey: ['repo', repo, 'commits', gitRef, path ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.repos.commits({
        params: { repo },
        query: {
          ref: gitRef,
          limit: 50,
          ...(path ? { path } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    getNextPageParam: (last) => last.next,
  });
  const commits = log.data?.pages.flatMap((page) => page.items) ?? [];

  const restoreTo = async (ref: string, message: string) => {
    const { commit } = await api.repos.restoreBranch({
      params: { repo, branch: gitRef },
      body: { ref, message },
    });
    await renewRepo(client, repo);
    return commit;
  };
  const restore = async (commit: Commit) => {
    const before = branch?.head;
    const made = await restoreTo(commit.id, `Restore ${commit.id.slice(0, 8)}`);
    if (!made) return toast('The branch holds exactly that already');
    toast(
      `${gitRef} holds the files of ${commit.id.slice(0, 8)} again`,
      before
        ? {
            label: 'Undo',
            run: () =>
              void restoreTo(before, `Undo the restore of ${commit.id.slice(0, 8)}`).catch(toastError),
          }
        : undefined,
    );
  };

  return (
    <RepoFrame repo={repo} gitRef={gitRef} title={`History of ${repo}@${gitRef}`}>
      <div style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
        <RefSwitcher
          repo={repo}
          value={gitRef}
          label="Branch"
          onChange={(ref) => void router.navigate({ to: '/commits/$repo/$ref', params: { repo, ref } })}
        />
        {path ? <code>{path}</code> : null}
      </div>
      {log.isPending ? (
        <Panel>
          <SkeletonRows count={7} height={62} />
        </Panel>
      ) : log.isError ? (
        <ErrorState error={log.error} retry={() => void log.refetch()} />
      ) : commits.length === 0 ? (
        <EmptyState icon={<GitCommitHorizontal />} title="No commit yet">
          What is written to this branch becomes a commit by its policy; commits are listed here.
        </EmptyState>
      ) : (
        <Panel>
          <ol>
            {commits.map((commit, index) => (
              <DayGroup key={commit.id} day={dayOf(commit.time)} previous={dayOfIndex(commits, index - 1)}>
                <CommitItem
                  commit={commit}
                  repo={repo}
                  tip={index === 0}
                  tags={tags.filter((tag) => tag.commit === commit.id).map((tag) => tag.name)}
                  onTag={mayWrite ? () => setTagging(commit) : undefined}
                  onRestore={mayWrite && branch && index > 0 ? () => setRestoring(commit) : undefined}
                />
              </DayGroup>
            ))}
          </ol>
          {log.hasNextPage ? (
            <div style={{ padding: 12, textAlign: 'center' }}>
              <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                Older commits
              </Button>
            </div>
          ) : null}
        </Panel>
      )}
      <ConfirmDialog
        open={restoring !== null}
        onClose={() => setRestoring(null)}
        danger={false}
        title={`Restore ${gitRef} to ${restoring?.id.slice(0, 8)}?`}
        about="This makes a new commit with the files of that one. What is staged is committed first, so nothing is lost, and it can be undone."
        confirm="Restore"
        onConfirm={async () => {
          if (restoring) await restore(restoring);
        }}
      />
      <NameRefDialog
        kind="tag"
        repo={repo}
        head={tagging?.id ?? ''}
        open={tagging !== null}
        onClose={() => setTagging(null)}
      />
    </RepoFrame>
  );
};

const dayOfIndex = (commits: readonly Commit[], index: number): string | undefined => {
  const commit = commits[index];
  return commit ? dayOf(commit.time) : undefined;
};

const DayGroup = ({
  day,
  previous,
  children,
}: {
  readonly day: string;
  readonly previous: string | undefined;
  readonly children: React.ReactNode;
}) => (
  <>
    {day === previous ? null : <li className={s.day}>{day}</li>}
    {children}
  </>
);
