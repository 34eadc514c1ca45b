import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Play, Power, Sparkles, Waypoints } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import type { PipelineRun, Suggestions } from '../../shared/contract/pipelines.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button, LinkButton } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import { queries, renewProject } from '../queries.ts';
import { AccuracyChart, type AccuracyPoint } from './accuracy-chart.tsx';
import { likely, metricsOf, percent } from './run-metrics.ts';
import { RunRow } from './run-row.tsx';
import s from './suggestions.module.css';

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

const useChange = (project: string) => {
  const client = useQueryClient();
  const done = (next: Suggestions) => {
    client.setQueryData(queries.suggestions(project).queryKey, next);
    void renewProject(client, project);
  };
  const set = useMutation({
    mutationFn: (body: { enabled: boolean; labels?: number; seconds?: number; threshold?: number }) =>
      api.pipelines.setSuggestions({ params: { id: project }, body }),
    onSuccess: done,
  });
  const retrain = useMutation({
    mutationFn: () => api.pipelines.retrain({ params: { id: project } }),
    onError: toastError,
    onSuccess: (next) => {
      toast('Training on the labels of the last commit');
      done(next);
    },
  });
  return { set, retrain };
};

const Settings = ({ project, state }: { readonly project: string; readonly state: Suggestions }) => {
  const { set } = useChange(project);
  const [labels, setLabels] = useState(String(state.settings.labels));
  const [seconds, setSeconds] = useState(String(state.settings.seconds));
  const [sure, setSure] = useState(String(Math.round(state.settings.threshold * 100)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(
      {
        enabled: state.enabled,
        labels: Number(labels),
        seconds: Number(seconds),
        threshold: Number(sure) / 100,
      },
      { onSuccess: () => toast('Saved') },
    );
  };
  return (
    <Panel title="When it trains, what it shows" padded>
      <form className={s.settings} onSubmit={submit}>
        <TextField
          label="Changed tasks"
          hint="A run begins when so many were committed,"
          type="number"
          min={1}
          max={100_000}
          required
          value={labels}
          onChange={(event) => setLabels(event.target.value)}
        />
        <TextField
          label="Seconds of quiet"
          hint="or so long after a label commit."
          type="number"
          min={1}
          max={86_400}
          required
          value={seconds}
          onChange={(event) => setSeconds(event.target.value)}
        />
        <TextField
          label="At least so sure (%)"
          hint="Less sure suggestions are not shown."
          type="number"
          min={0}
          max={100}
          required
          value={sure}
          onChange={(event) => setSure(event.target.value)}
        />
        <Button type="submit" busy={set.isPending}>
          Save
        </Button>
      </form>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </Panel>
  );
};

const Current = ({ state, runs }: { readonly state: Suggestions; readonly runs: readonly PipelineRun[] }) => {
  const { current } = state;
  if (!current) return null;
  const metrics = metricsOf(runs.find((run) => run.id === current.run)?.metrics);
  const answered = runs.find((run) => run.agreement !== null);
  return (
    <div className={s.current}>
      {metrics ? (
        <p className={s.figure}>
          <b>{percent(metrics.accuracy)}</b>
          <span>
            right of {metrics.examples === null ? 'the labels' : plural(metrics.examples, 'label')} held out
            {metrics.examples === null ? '' : `, so ${likely(metrics.accuracy, metrics.examples)} of others`}
            {metrics.majority === null ? '' : `; always the commonest class: ${percent(metrics.majority)}`}
          </span>
        </p>
      ) : null}
      {answered?.agreement ? (
        <p className={s.figure}>
          <b>
            {formatCount(answered.agreement.agreed)} of {formatCount(answered.agreement.shown)}
          </b>
          <span>
            suggestions agreed with what people chose
            {answered.id === current.run ? '' : '; of the model before, this one is not answered yet'}
          </span>
        </p>
      ) : null}
      {metrics && metrics.seldom.length > 0 ? (
        <p className={s.figure}>
          <b>{formatCount(metrics.seldom.length)}</b>
          <span>
            {metrics.seldom.length === 1 ? 'class is' : 'classes are'} never suggested yet, for too few
            labels:{' '}
            {metrics.seldom.map(({ name, examples }) => `${name} (${formatCount(examples)})`).join(', ')}
          </span>
        </p>
      ) : null}
      <dl className={s.facts}>
        <dt>Model</dt>
        <dd>
          {current.model.repo} <CommitHash id={current.model.commit} />
        </dd>
        <dt>Trained on commit</dt>
        <dd>
          {current.labels.repo} <CommitHash id={current.labels.commit} />
        </dd>
        <dt>Predictions</dt>
        <dd>
          {current.predictions.repo} <CommitHash id={current.predictions.commit} />
        </dd>
        <dt>Shown since</dt>
        <dd>
          <TimeAgo time={current.created} />
        </dd>
      </dl>
    </div>
  );
};

const useRuns = (project: string) =>
  useInfiniteQuery({
    queryKey: ['project', project, 'runs'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.pipelines.runs({
        params: { id: project },
        query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });

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

const Runs = ({ project, mayManage }: { readonly project: string; readonly mayManage: boolean }) => {
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

const Body = ({ project }: { readonly project: Project }) => {
  const mayManage = includesRole(project.role, 'manager');
  const found = useQuery(queries.suggestions(project.id));
  const runs = useRuns(project.id).data?.pages.flatMap((page) => page.items) ?? [];
  const { set, retrain } = useChange(project.id);
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={4} height={46} />;
  const state = found.data;
  const alive = state.run?.state === 'running' || state.run?.state === 'waiting';
  const isFailed = state.enabled && state.pending === null && state.run?.state === 'failed';
  const turn = (enabled: boolean) => set.mutate({ enabled });
  if (!state.enabled && !state.run) {
    return (
      <Panel>
        <EmptyState
          icon={<Sparkles />}
          title={state.unfit ? 'No model fits this labeling config' : 'A model can suggest labels here'}
          actions={
            mayManage && !state.unfit ? (
              <Button variant="primary" icon={<Power />} busy={set.isPending} onClick={() => turn(true)}>
                Turn suggestions on
              </Button>
            ) : undefined
          }
        >
          {state.unfit ??
            `It learns ${state.control ?? 'the answer'} from each label commit, on this server, and shows its guess on open tasks. People accept it with Alt+A or answer otherwise. Ten labels teach a little; what people keep shows when it helps.`}
        </EmptyState>
        {set.error ? <ErrorNote error={set.error} /> : null}
      </Panel>
    );
  }
  return (
    <>
      <Panel
        title="Suggestions"
        head={
          <>
            <Badge tone={state.enabled ? 'ok' : 'plain'}>{state.enabled ? 'on' : 'off'}</Badge>
            <span data-push className={s.buttons}>
              {state.current ? (
                <LinkButton
                  to="/projects/$id/provenance"
                  params={{ id: project.id }}
                  search={{ node: `commit:${state.current.model.commit}` }}
                  size="small"
                  variant="quiet"
                  icon={<Waypoints />}
                >
                  Where the model came from
                </LinkButton>
              ) : null}
              {mayManage ? (
                <>
                  <Button
                    size="small"
                    icon={<Play />}
                    busy={retrain.isPending}
                    disabled={!state.enabled || alive}
                    onClick={() => retrain.mutate()}
                  >
                    Train now
                  </Button>
                  <Button
                    size="small"
                    icon={<Power />}
                    busy={set.isPending}
                    onClick={() => turn(!state.enabled)}
                  >
                    {state.enabled ? 'Turn off' : 'Turn on'}
                  </Button>
                </>
              ) : null}
            </span>
          </>
        }
        padded
      >
        <p role="status" className={s.reason} data-failed={isFailed || undefined}>
          {state.reason}
          {state.enabled && !alive && state.pending && state.pending.labels > 0 ? (
            <> At the latest at {clock.format(new Date(state.pending.due))}.</>
          ) : null}
        </p>
        {set.error ? <ErrorNote error={set.error} /> : null}
        <Current state={state} runs={runs} />
      </Panel>
      <Runs project={project.id} mayManage={mayManage} />
      {mayManage ? <Settings project={project.id} state={state} /> : null}
    </>
  );
};

/** The model of a project: whether it learns, from which labels, how well, and what it did. */
export const SuggestionsPage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/suggestions' });
  return (
    <ProjectFrame id={id} title="Suggestions">
      {(project) => <Body project={project} />}
    </ProjectFrame>
  );
};
