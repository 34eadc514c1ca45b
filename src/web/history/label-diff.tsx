import { useInfiniteQuery } from '@tanstack/react-query';
import { FileDiff } from 'lucide-react';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TaskChange } from './label-changes.tsx';

/** What changed in the labels from one commit to another. */
export const LabelDiff = ({
  project,
  from,
  to,
  title,
  onClose,
}: {
  readonly project: Project;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly onClose: () => void;
}) => {
  const diff = useInfiniteQuery({
    queryKey: ['project', project.id, 'label-diff', from, to],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.labelDiff({
        params: { id: project.id },
        query: { from, to, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });
  const changes = diff.data?.pages.flatMap((page) => page.items) ?? [];
  const regions = changes.reduce((sum, change) => sum + change.regions.length, 0);
  return (
    <Panel
      title={title}
      head={
        <>
          <span style={{ color: 'var(--lw-muted)' }}>
            {diff.data
              ? `${plural(changes.length, 'task')}, ${plural(regions, 'region')}${diff.hasNextPage ? ' so far' : ''}`
              : ''}
          </span>
          <Button data-push size="small" onClick={onClose}>
            Close the diff
          </Button>
        </>
      }
    >
      {diff.isPending ? <SkeletonRows count={5} height={64} /> : null}
      {diff.isError ? <ErrorState error={diff.error} retry={() => void diff.refetch()} /> : null}
      {diff.data && changes.length === 0 ? (
        <EmptyState icon={<FileDiff />} title="The labels are the same" />
      ) : null}
      {changes.map((change) => (
        <TaskChange key={change.path} project={project.id} change={change} />
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
