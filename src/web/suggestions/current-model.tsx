import type { PipelineRun, Suggestions } from '../../shared/contract/pipelines.ts';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { CommitHash } from '../parts/commit-hash.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { likely, metricsOf, percent } from './run-metrics.ts';
import s from './suggestions.module.css';

/** The model whose suggestions are shown: how good it is, what people kept of it, and its commits. */
export const CurrentModel = ({
  state,
  runs,
}: {
  readonly state: Suggestions;
  readonly runs: readonly PipelineRun[];
}) => {
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
