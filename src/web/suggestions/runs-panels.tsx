import { useSearch } from '@tanstack/react-router';
import type { PipelineRun } from '../../shared/contract/pipelines.ts';
import { Button } from '../parts/button.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { AccuracyChart, type AccuracyPoint } from './accuracy-chart.tsx';
import { metricsOf } from './run-metrics.ts';
import { RunRow } from './run-row.tsx';
import s from './suggestions.module.css';
import { useRuns } from './use-runs.ts';

/** Measured runs, oldest first; of those on one label commit the last. */
const pointsOf = (runs: readonly PipelineRun[]): readonly AccuracyPoint[] => {
  const byCommit = new Map<string, AccuracyPoint>();
  for (const { id, state, labelCommit, agreement, ...run } of runs.toReversed()) {
    const metrics = metricsOf(run.metrics);
    if (!metrics || !labelCommit || state !== 'done') continue;
    const { accuracy, majority, examples } = metrics;
    const seen = byCommit.get(labelCommit)?.agreement ?? null;
    byCommit.set(labelCommit, {
      run: id,
      commit: labelCommit,
      accuracy,
      majority,
      examples: examples ?? 0,
      agreement: agreement ?? seen,
    });
  }
  return [...byCommit.values()];
};

/** Whether runs get better, and each of them with its log. */
export const RunsPanels = ({
  project,
  mayManage,
}: {
  readonly project: string;
  readonly mayManage: boolean;
}) => {
  const { run: opened } = useSearch({ from: '/in/app/projects/$id/suggestions' });
  const runs = useRuns(project);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const points = pointsOf(items);
  if (runs.isError) return <ErrorState error={runs.error} retry={() => void runs.refetch()} />;
  if (runs.isPending) return <SkeletonRows count={3} height={46} />;
  if (items.length === 0) return null;
  return (
    <>
      {points.length > 0 ? (
        <Panel title="Is it getting better?" padded>
          <AccuracyChart project={project} points={points} />
          {points.length === 1 ? (
            <p className={s.reason}>
              One run is measured. Commit more labels, and the next stands beside it.
            </p>
          ) : null}
        </Panel>
      ) : null}
      <Panel title="Runs">
        <ol>
          {items.map((run) => (
            <RunRow
              key={run.id}
              project={project}
              run={run}
              mayManage={mayManage}
              opened={run.id === opened}
            />
          ))}
        </ol>
        {runs.hasNextPage ? (
          <div style={{ padding: 12, textAlign: 'center' }}>
            <Button busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              Older runs
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
};
