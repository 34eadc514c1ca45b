import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { GitCommitHorizontal, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Commit } from '../../shared/contract/repos.ts';
import { api } from '../api.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { CommitLog } from '../parts/commit-log.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { queries, renewRepo } from '../queries.ts';
import { useMay } from '../session.ts';
import { NameRefDialog } from './branch-dialogs.tsx';
import { RefSwitcher } from './ref-switcher.tsx';
import { RepoFrame } from './repo-frame.tsx';

const makerOf = (commit: Commit): string => {
  switch (commit.madeBy.type) {
    case 'person':
      return commit.madeBy.name;
    case 'pipeline':
      return 'a pipeline';
    case 'system':
      return commit.madeBy.reason;
  }
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
          <CommitLog
            commits={commits}
            tagsOf={(commit) => tags.filter((tag) => tag.commit === commit.id).map((tag) => tag.name)}
            makerOf={(commit) => ({ name: makerOf(commit), isPerson: commit.madeBy.type === 'person' })}
            actions={(commit, index) => (
              <>
                {commit.parents[0] ? (
                  <LinkButton
                    to="/compare/$repo"
                    params={{ repo }}
                    search={{ from: commit.parents[0], to: commit.id }}
                    size="small"
                    variant="quiet"
                  >
                    Changes
                  </LinkButton>
                ) : null}
                <LinkButton
                  to="/repos/$repo/$ref"
                  params={{ repo, ref: commit.id }}
                  size="small"
                  variant="quiet"
                >
                  Files
                </LinkButton>
                {mayWrite ? (
                  <Button size="small" variant="quiet" onClick={() => setTagging(commit)}>
                    Tag
                  </Button>
                ) : null}
                {mayWrite && branch && index > 0 ? (
                  <Button
                    size="small"
                    variant="quiet"
                    icon={<RotateCcw />}
                    onClick={() => setRestoring(commit)}
                  >
                    Restore
                  </Button>
                ) : null}
                <CopyButton text={commit.id} label="Copy the commit id" />
              </>
            )}
            more={
              log.hasNextPage
                ? { busy: log.isFetchingNextPage, load: () => void log.fetchNextPage() }
                : undefined
            }
          />
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
