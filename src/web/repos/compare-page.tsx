import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { ArrowRight, FileDiff as FileDiffIcon } from 'lucide-react';
import { useState } from 'react';
import type { Change } from '../../shared/contract/repos.ts';
import { api } from '../api.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { formatBytes } from '../parts/format-bytes.ts';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { queries } from '../queries.ts';
import s from './compare.module.css';
import { FileDiff } from './file-diff.tsx';
import { RefSwitcher } from './ref-switcher.tsx';
import { RepoFrame } from './repo-frame.tsx';

const tones: Readonly<Record<Change['change'], Tone>> = {
  added: 'ok',
  removed: 'danger',
  modified: 'warn',
  renamed: 'accent',
};

const sizeText = (change: Change): string => {
  const before = change.before ? formatBytes(change.before.size) : '';
  const after = change.after ? formatBytes(change.after.size) : '';
  return before && after && before !== after ? `${before} → ${after}` : after || before;
};

const ChangeItem = ({ change, ...where }: { change: Change; repo: string; from: string; to: string }) => {
  const [open, setOpen] = useState(false);
  return (
    <details className={s.change} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Badge tone={tones[change.change]}>{change.change}</Badge>
        <code>
          {change.from ? `${change.from} → ` : ''}
          {change.path}
        </code>
        <span className={s.size}>{sizeText(change)}</span>
      </summary>
      {open ? <FileDiff {...where} change={change} /> : null}
    </details>
  );
};

const Changes = ({
  repo,
  from,
  to,
}: {
  readonly repo: string;
  readonly from: string;
  readonly to: string;
}) => {
  const diff = useInfiniteQuery({
    queryKey: ['repo', repo, 'diff', from, to],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.repos.diff({
        params: { repo },
        query: { from, to, limit: 200, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });
  if (diff.isPending) return <Panel>{<SkeletonRows count={6} height={40} />}</Panel>;
  if (diff.isError) return <ErrorState error={diff.error} retry={() => void diff.refetch()} />;
  const changes = diff.data.pages.flatMap((page) => page.items);
  if (changes.length === 0) {
    return (
      <EmptyState icon={<FileDiffIcon />} title="No difference">
        {from} and {to} hold the same files.
      </EmptyState>
    );
  }
  return (
    <Panel title={`${plural(changes.length, 'changed file')}${diff.hasNextPage ? ' so far' : ''}`}>
      {changes.map((change) => (
        <ChangeItem key={change.path} change={change} repo={repo} from={from} to={to} />
      ))}
      {diff.hasNextPage ? (
        <div style={{ padding: 12, textAlign: 'center' }}>
          <Button busy={diff.isFetchingNextPage} onClick={() => void diff.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};

/** What differs between two refs of a repo. */
export const ComparePage = () => {
  const { repo } = useParams({ from: '/in/app/compare/$repo' });
  const search = useSearch({ from: '/in/app/compare/$repo' });
  const router = useRouter();
  const defaultBranch = useQuery(queries.repo(repo)).data?.defaultBranch;
  const to = search.to ?? defaultBranch;
  const set = (next: { from?: string; to?: string }) =>
    void router.navigate({ to: '/compare/$repo', params: { repo }, search: { ...search, to, ...next } });
  return (
    <RepoFrame repo={repo} gitRef={to ?? 'master'} title={`Compare in ${repo}`}>
      <div className={s.bar}>
        <RefSwitcher repo={repo} label="From" value={search.from} onChange={(from) => set({ from })} />
        <ArrowRight size={16} aria-hidden />
        <RefSwitcher repo={repo} label="To" value={to} onChange={(next) => set({ to: next })} />
      </div>
      {search.from && to ? (
        <Changes repo={repo} from={search.from} to={to} />
      ) : (
        <EmptyState icon={<FileDiffIcon />} title="Choose what to compare">
          Take a branch, a tag or a commit on each side; the page lists the files that differ and shows how.
        </EmptyState>
      )}
    </RepoFrame>
  );
};
