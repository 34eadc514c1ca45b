import type { Json } from '../../../labels/json.ts';
import type { RunInput } from '../../../pipelines/pipeline-spec.ts';
import { logOfRun, stepsOfRun } from '../../../pipelines/runs/read-runs.ts';
import type { RunRow } from '../../../pipelines/tables.ts';
import type { PipelineRun, PipelineRunView } from '../../../shared/contract/pipelines.ts';
import type { Server } from '../../server.ts';

export const iso = (time: number): string => new Date(time).toISOString();

/** A run as the API shows it. */
export const runItem = (run: RunRow): PipelineRun => {
  const [labels] = JSON.parse(run.inputs) as RunInput[];
  return {
    id: run.id,
    state: run.state,
    reason: run.reason,
    progress: run.progress,
    doing: run.doing,
    metrics: run.metrics === null ? null : JSON.parse(run.metrics),
    labelCommit: labels?.commit ?? null,
    created: iso(run.created_at),
    started: run.started_at === null ? null : iso(run.started_at),
    ended: run.ended_at === null ? null : iso(run.ended_at),
  };
};

/** With its steps and the last lines of its log. */
export const runView = async (server: Server, run: RunRow): Promise<PipelineRunView> => {
  const steps = await stepsOfRun(server.db, run.id);
  const log = await logOfRun(server.db, run.id);
  return {
    ...runItem(run),
    steps: steps.map(({ name, state, started_at, ended_at, output }) => ({
      name,
      state,
      started: iso(started_at),
      ended: iso(ended_at),
      output: JSON.parse(output) as Json as PipelineRunView['steps'][number]['output'],
    })),
    log: log.map(({ time, level, step, text }) => ({ time: iso(time), level, step, text })),
  };
};
