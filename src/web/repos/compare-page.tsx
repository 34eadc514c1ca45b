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
import { LabelDiff } from '../label-diff/label-diff.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { Segments } from '../parts/tabs.tsx';
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

const views = [
  { value: 'labels', label: 'Labels' },
  { value: 'files', label: 'Files' },
] as const;
type View = (typeof views)[number]['value'];

/** The project whose labels these refs hold: of the branch that is compared, else of any branch of the repo. */
const useLabelProject = (repo: string, refs: readonly (string | undefined)[]) => {
  const branches = useQuery(queries.branches(repo));
  const held = (branches.data?.items ?? []).filter(({ project }) => project !== null);
  const branch = held.find(({ name }) => refs.includes(name)) ?? held[0];
  const id = branch?.project?.id ?? '';
  const project = useQuery({ ...queries.project(id), enabled: id !== '', retry: false });
  return { project: project.data, isPending: branches.isPending || (id !== '' && project.isPending) };
};

/** What differs between two refs of a repo: of a label repo the labels, drawn on their items, else its files. */
export const ComparePage = () => {
  const { repo } = useParams({ from: '/in/app/compare/$repo' });
  const search = useSearch({ from: '/in/app/compare/$repo' });
  const router = useRouter();
  const [view, setView] = useState<View>('labels');
  const defaultBranch = useQuery(queries.repo(repo)).data?.defaultBranch;
  const { from, to = defaultBranch } = search;
  const { project, isPending } = useLabelProject(repo, [to, from]);
  const set = (next: { from?: string; to?: string }) =>
    void router.navigate({ to: '/compare/$repo', params: { repo }, search: { ...search, to, ...next } });
  return (
    <RepoFrame repo={repo} gitRef={to ?? 'master'} title={`Compare in ${repo}`}>
      <div className={s.bar}>
        <RefSwitcher repo={repo} label="From" value={from} onChange={(next) => set({ from: next })} />
        <ArrowRight size={16} aria-hidden />
        <RefSwitcher repo={repo} label="To" value={to} onChange={(next) => set({ to: next })} />
        {project && from && to ? (
          <span className={s.view}>
            <Segments label="What to compare" value={view} onChange={setView} options={views} />
          </span>
        ) : null}
      </div>
      {!from || !to ? (
        <EmptyState icon={<FileDiffIcon />} title="Choose what to compare">
          Take a branch, a tag or a commit on each side; the page lists what differs and shows how.
        </EmptyState>
      ) : isPending ? (
        <Panel>
          <SkeletonRows count={6} height={40} />
        </Panel>
      ) : project && view === 'labels' ? (
        <div className={s.labels}>
          <LabelDiff key={from + to} project={project} from={from} to={to} />
        </div>
      ) : (
        <Changes repo={repo} from={from} to={to} />
      )}
    </RepoFrame>
  );
};
