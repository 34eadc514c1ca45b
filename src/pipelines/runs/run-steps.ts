import { sql } from 'kysely';
import type { EngineContext } from '../engine-context.ts';
import type { Json } from '../hash-json.ts';
import type { RunInput } from '../pipeline-spec.ts';
import { readSpec } from '../pipelines.ts';
import { readSql } from '../../db/run-sql.ts';
import type { PipelineRow, RunRow, StepRow } from '../tables.ts';
import type { RunContext } from '../worker.ts';
import type { RunEnd } from './end-run.ts';
import type { Lease } from './lease.ts';
import type { RunReporter } from './run-reporter.ts';
import { runStep } from './run-step.ts';

type RunSteps = {
  readonly run: RunRow;
  readonly pipeline: PipelineRow;
  readonly lease: Lease;
  readonly reporter: RunReporter;
  readonly signal: AbortSignal;
};

/** Does the steps that have no record yet, in order. Answers how the run ends; throws what a step throws. */
export const runSteps = async (
  engine: EngineContext,
  { run, pipeline, lease, reporter, signal }: RunSteps,
): Promise<RunEnd> => {
  const { db } = engine.versions;
  const spec = await readSpec(db, pipeline.id, run.spec_version);
  const worker = engine.workers(spec.worker);
  if (worker === undefined)
    return { state: 'failed', reason: `This program has no worker ${spec.worker.name}.` };
  const inputs = JSON.parse(run.inputs) as readonly RunInput[];
  const recorded = await readSql<StepRow>(
    db,
    sql`SELECT * FROM pipeline_step WHERE run = ${run.id} ORDER BY position`,
  );
  const outputs: Record<string, Json> = {};
  for (const { name, output } of recorded) outputs[name] = JSON.parse(output) as Json;
  let isNew = recorded.some(({ state }) => state === 'done');
  const { steps } = worker;
  for (const [position, step] of steps.entries()) {
    if (Object.hasOwn(outputs, step.name)) continue;
    const progress: RunContext['progress'] = (fraction, doing) =>
      reporter.progress((position + fraction) / steps.length, doing ?? step.name);
    progress(0);
    const context: RunContext = {
      pipeline,
      spec,
      run: { id: run.id, inputs },
      outputs,
      log: (text, level = 'info') => reporter.log(text, level, step.name),
      progress,
      signal,
    };
    const outcome = await runStep(engine, { worker, step, position, context, lease, takeLog: reporter.take });
    if (outcome.type === 'nothing') return { state: 'skipped', reason: outcome.reason };
    outputs[step.name] = outcome.output;
    isNew ||= outcome.state === 'done';
  }
  return { state: 'done', reason: isNew ? null : 'Nothing changed since an earlier run.' };
};
