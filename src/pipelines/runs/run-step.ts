import { sql } from 'kysely';
import { GuardMissed, type Statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { EngineContext } from '../engine-context.ts';
import { hashJson, type Json, stableJson } from '../hash-json.ts';
import { lookupSql, sqlStatement } from '../../db/run-sql.ts';
import type { StepRow } from '../tables.ts';
import type { FunctionWorker, RunContext, Step } from '../worker.ts';
import type { Lease } from './lease.ts';

export type StepOutcome =
  | { readonly type: 'done'; readonly state: 'done' | 'reused'; readonly output: Json }
  | { readonly type: 'nothing'; readonly reason: string };

type RunStep = {
  readonly worker: FunctionWorker;
  readonly step: Step;
  readonly position: number;
  readonly context: RunContext;
  readonly lease: Lease;
  /** Lines of the log that wait. */
  readonly takeLog: () => readonly Statement[];
};

const maxTries = 8;

/**
 * Does one step, or takes over what an earlier run of the pipeline made from an equal input. What the step writes
 * and its record are one plan. A step whose plan missed a guard runs again, a bounded number of times.
 */
export const runStep = async (engine: EngineContext, args: RunStep): Promise<StepOutcome> => {
  const { worker, step, context, lease, takeLog } = args;
  const { clock } = engine.versions;
  for (let tries = 1; ; tries += 1) {
    context.signal.throwIfAborted();
    const startedAt = clock();
    const inputHash = hashJson({
      worker: worker.name,
      version: worker.version,
      step: step.name,
      input: await step.input(context),
    });
    const record = (state: StepRow['state'], output: Json): Statement =>
      sqlStatement(sql`INSERT INTO pipeline_step (run, name, pipeline, position, state, input_hash, output_hash,
          output, started_at, ended_at)
        VALUES (${context.run.id}, ${step.name}, ${context.pipeline.id}, ${args.position}, ${state}, ${inputHash},
          ${hashJson(output)}, ${stableJson(output)}, ${startedAt}, ${clock()})`);

    const earlier = await findEarlier(engine, context, step, inputHash);
    if (earlier !== undefined) {
      context.log(`${step.name}: the input is unchanged, so the step was skipped`);
      await lease.write([...takeLog(), record('reused', earlier.output), ...showMetrics(context, earlier)]);
      return { type: 'done', state: 'reused', output: earlier.output };
    }
    const answer = await step.run(context);
    if (answer.type === 'nothing') return answer;
    context.signal.throwIfAborted();
    try {
      await lease.write([
        ...(answer.statements ?? []),
        ...takeLog(),
        record('done', answer.output),
        ...showMetrics(context, answer),
      ]);
    } catch (error) {
      if (!(error instanceof GuardMissed)) throw error;
      if (tries === maxTries) throw new AppError('request.conflict', {}, { cause: error });
      continue;
    }
    answer.landed?.();
    return { type: 'done', state: 'done', output: answer.output };
  }
};

type Earlier = { readonly output: Json; readonly metrics?: Json };

const findEarlier = async (
  { versions }: EngineContext,
  context: RunContext,
  step: Step,
  inputHash: string,
): Promise<Earlier | undefined> => {
  const [row] = await lookupSql<{ output: string; metrics: string | null }>(
    versions.db,
    sql`SELECT pipeline_step.output, pipeline_run.metrics FROM pipeline_step
      JOIN pipeline_run ON pipeline_run.id = pipeline_step.run
      WHERE pipeline_step.pipeline = ${context.pipeline.id} AND pipeline_step.name = ${step.name}
        AND pipeline_step.input_hash = ${inputHash} ORDER BY pipeline_step.ended_at DESC LIMIT 1`,
  );
  if (row === undefined) return undefined;
  const output = JSON.parse(row.output) as Json;
  if ((await step.isStillThere?.(context, output)) === false) return undefined;
  return { output, ...(row.metrics === null ? {} : { metrics: JSON.parse(row.metrics) as Json }) };
};

const showMetrics = ({ run }: RunContext, { metrics }: { readonly metrics?: Json }): readonly Statement[] =>
  metrics === undefined
    ? []
    : [sqlStatement(sql`UPDATE pipeline_run SET metrics = ${stableJson(metrics)} WHERE id = ${run.id}`)];
