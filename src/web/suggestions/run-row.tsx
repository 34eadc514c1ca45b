import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { PipelineRun } from '../../shared/contract/pipelines.ts';
import { api } from '../api.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { OpeningRow } from '../parts/opening-row.tsx';
import { Progress } from '../parts/progress.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toastError } from '../parts/toast.tsx';
import { queries, renewProject } from '../queries.ts';
import { metricsOf, percent } from './run-metrics.ts';
import { RunScores } from './run-scores.tsx';
import text from '../parts/log-text.module.css';
import s from './suggestions.module.css';

const tones: Readonly<Record<PipelineRun['state'], Tone>> = {
  waiting: 'plain',
  running: 'accent',
  done: 'ok',
  skipped: 'plain',
  failed: 'danger',
  cancelled: 'warn',
};

const seconds = (from: string, to: string): string => {
  const spent = (Date.parse(to) - Date.parse(from)) / 1000;
  return spent < 10 ? `${spent.toFixed(1)} s` : `${formatCount(Math.round(spent))} s`;
};
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

/** What a run does, or why it came to nothing. */
const stateText = ({ state, doing, reason, progress, metrics }: PipelineRun): string | null => {
  if (state === 'waiting' || state === 'running') return doing ?? 'waits for its turn';
  if (state === 'cancelled')
    return progress > 0 ? `stopped at ${Math.round(progress * 100)} %` : 'before it began';
  return reason ?? (metricsOf(metrics) ? null : 'not measured: too few labels');
};

const RunDetail = ({ project, run }: { readonly project: string; readonly run: PipelineRun }) => {
  const found = useQuery(queries.run(project, run.id));
  const metrics = metricsOf(run.metrics);
  return (
    <>
      {metrics ? <RunScores metrics={metrics} /> : null}
      {found.isPending ? <Skeleton height={60} /> : null}
      {found.isError ? <ErrorNote error={found.error} /> : null}
      {found.data ? (
        <>
          <ol className={s.steps} aria-label="Steps">
            {found.data.steps.map((step) => (
              <li key={step.name}>
                {step.name}{' '}
                <small>{step.state === 'reused' ? 'reused' : seconds(step.started, step.ended)}</small>
              </li>
            ))}
          </ol>
          <pre className={`${text.text} ${s.log}`} tabIndex={0} aria-label="Log">
            {found.data.log.length === 0 ? 'The log is empty.' : null}
            {found.data.log.map((line, index) => (
              <span key={index} data-level={line.level}>
                {clock.format(new Date(line.time))} {line.text}
                {'\n'}
              </span>
            ))}
          </pre>
        </>
      ) : null}
    </>
  );
};

/** One run: on which labels, how well, how long; opened, its steps and log. */
export const RunRow = ({
  project,
  run,
  mayManage,
  opened = false,
}: {
  readonly project: string;
  readonly run: PipelineRun;
  readonly mayManage: boolean;
  /** A link led here. */
  readonly opened?: boolean;
}) => {
  const client = useQueryClient();
  const metrics = metricsOf(run.metrics);
  const cancel = useMutation({
    mutationFn: () => api.pipelines.cancelRun({ params: { id: project, run: run.id } }),
    onError: toastError,
    onSettled: () => renewProject(client, project),
  });
  const alive = run.state === 'waiting' || run.state === 'running';
  return (
    <OpeningRow
      what="the log"
      opened={opened}
      head={
        <>
          <Badge tone={tones[run.state]}>{run.state}</Badge>
          <span className={s.what}>
            {stateText(run)}
            {run.state === 'done' && metrics ? (
              <>
                <b>{percent(metrics.accuracy)}</b> accuracy
                {metrics.examples === null ? '' : ` on ${formatCount(metrics.examples)} held out`}
                {run.agreement
                  ? `; ${formatCount(run.agreement.agreed)} of ${formatCount(run.agreement.shown)} suggestions agreed`
                  : ''}
              </>
            ) : null}
          </span>
          {run.state === 'running' ? (
            <span className={s.bar}>
              <Progress
                label="Run"
                total={100}
                parts={[{ value: Math.round(run.progress * 100), color: 'var(--lw-accent)', label: '%' }]}
              />
            </span>
          ) : null}
          {run.labelCommit ? (
            <span className={s.on}>
              on <CommitHash id={run.labelCommit} />
            </span>
          ) : null}
          <span className={s.when}>
            {run.started && run.ended ? `${seconds(run.started, run.ended)}, ` : ''}
            <TimeAgo time={run.ended ?? run.created} />
          </span>
          {alive && mayManage ? (
            // it stops at its next beat
            <Button
              icon={<X />}
              size="small"
              busy={cancel.isPending || cancel.isSuccess}
              onClick={() => cancel.mutate()}
            >
              Cancel
            </Button>
          ) : null}
        </>
      }
    >
      <RunDetail project={project} run={run} />
    </OpeningRow>
  );
};
