import type { PipelineRunView } from '../shared/contract/pipelines.ts';

/** A run with its steps and its log, for people. */
export const runText = (run: PipelineRunView): string =>
  [
    `run     ${run.id}, ${run.state}${run.reason === null ? '' : `: ${run.reason}`}`,
    `labels  ${run.labelCommit ?? '-'}`,
    ...(run.metrics === null ? [] : [`scores  ${JSON.stringify(run.metrics)}`]),
    ...run.steps.map(({ name, state, started, ended }) => `step    ${name} ${state}, ${started} to ${ended}`),
    ...run.log.map(({ time, level, text }) => `${time} ${level} ${text}`),
  ].join('\n');
