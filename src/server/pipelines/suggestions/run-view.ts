import { sql } from 'kysely';
import type { Json } from '../../../pipelines/hash-json.ts';
import type { RunInput } from '../../../pipelines/pipeline-spec.ts';
import { logOfRun, stepsOfRun } from '../../../pipelines/runs/read-runs.ts';
import type { RunRow } from '../../../pipelines/tables.ts';
import type { PipelineRun, PipelineRunView } from '../../../shared/contract/pipelines.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { Server } from '../../server.ts';
import { agreementOf } from './agreement.ts';

export const iso = (time: number): string => new Date(time).toISOString();

/** Runs of a project's suggestions as the API shows them, with how people answered what each suggested. */
export const runItems = async (
  server: Server,
  project: number,
  runs: readonly RunRow[],
): Promise<PipelineRun[]> => {
  if (runs.length === 0) return [];
  const models = await readSql<{ run: string; model_version: string }>(
    server.db,
    sql`SELECT run, model_version FROM suggestion_model WHERE project = ${project}
      AND run IN (${sql.join(runs.map(({ id }) => id))})`,
  );
  const agreement = await agreementOf(
    server,
    project,
    models.map(({ model_version }) => model_version),
  );
  return runs.map((run) => {
    const model = models.find((each) => each.run === run.id)?.model_version;
    return runItem(run, (model === undefined ? undefined : agreement.get(model)) ?? null);
  });
};

const runItem = (run: RunRow, agreement: PipelineRun['agreement']): PipelineRun => {
  const [labels] = JSON.parse(run.inputs) as RunInput[];
  return {
    id: run.id,
    state: run.state,
    reason: run.reason,
    progress: run.progress,
    doing: run.doing,
    metrics: run.metrics === null ? null : JSON.parse(run.metrics),
    agreement,
    labelCommit: labels?.commit ?? null,
    created: iso(run.created_at),
    started: run.started_at === null ? null : iso(run.started_at),
    ended: run.ended_at === null ? null : iso(run.ended_at),
  };
};

/** One with its steps and the last lines of its log. */
export const runView = async (server: Server, project: number, run: RunRow): Promise<PipelineRunView> => {
  const [item] = (await runItems(server, project, [run])) as [PipelineRun];
  const steps = await stepsOfRun(server.db, run.id);
  const log = await logOfRun(server.db, run.id);
  return {
    ...item,
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
