import { sql } from 'kysely';
import { GuardMissed } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { getRepoByUid } from '../../versions/commands/get-repo-by-uid.ts';
import type { EngineContext } from '../engine-context.ts';
import { hashJson } from '../hash-json.ts';
import type { PipelineInput, RunInput } from '../pipeline-spec.ts';
import { readSpec } from '../pipelines.ts';
import { enqueue } from '../queue/queue.ts';
import { readSql, sqlStatement } from '../../db/run-sql.ts';
import type { PendingRow, PipelineRow } from '../tables.ts';
import { dropPending } from './pending.ts';

export const runQueue = 'runs';
const maxTries = 5;

/**
 * Makes a run of everything pending that is due, unless a run of the same pipeline is open: then it waits. A run's
 * id follows from its inputs, so that the same commits are never run twice unasked. Answers how many were made.
 */
export const fireDue = async (engine: EngineContext): Promise<number> => {
  const { db, clock } = engine.versions;
  const due = await readSql<PendingRow>(
    db,
    sql`SELECT * FROM pipeline_pending WHERE due_at <= ${clock()} AND NOT EXISTS (
        SELECT 1 FROM pipeline_run WHERE pipeline_run.pipeline = pipeline_pending.pipeline AND ended_at IS NULL)
      ORDER BY due_at LIMIT 100`,
  );
  let made = 0;
  for (const pending of due) if (await fire(engine, pending)) made += 1;
  return made;
};

const fire = async (engine: EngineContext, pending: PendingRow): Promise<boolean> => {
  const { db, clock } = engine.versions;
  const now = clock();
  const [pipeline] = await readSql<PipelineRow>(
    db,
    sql`SELECT * FROM pipeline WHERE id = ${pending.pipeline} AND active = 1`,
  );
  const plan = [...dropPending(pending)];
  if (pipeline) {
    const spec = await readSpec(db, pipeline.id, pipeline.spec_version);
    const landed = await readSql<PipelineInput & { commit_id: string }>(
      db,
      sql`SELECT * FROM pipeline_pending_commit WHERE pipeline = ${pipeline.id}`,
    );
    const inputs: RunInput[] = [];
    for (const { repo, branch } of spec.inputs) {
      const found = landed.find((input) => input.repo === repo && input.branch === branch)?.commit_id;
      inputs.push({ repo, branch, commit: found ?? (await headOf(engine, { repo, branch })) });
    }
    const { nonce } = pending;
    const id = hashJson({ pipeline: pipeline.id, version: pipeline.spec_version, inputs, nonce }).slice(
      0,
      20,
    );
    plan.push(
      sqlStatement(sql`INSERT INTO pipeline_run (id, pipeline, spec_version, inputs, state, progress, cancel,
          created_at)
        VALUES (${id}, ${pipeline.id}, ${pipeline.spec_version}, ${JSON.stringify(inputs)}, 'waiting', 0, 0, ${now})
        ON CONFLICT (id) DO NOTHING`),
      enqueue({
        id,
        queue: runQueue,
        idempotencyKey: `run:${id}`,
        subject: id,
        readyAt: now,
        maxTries,
        now,
      }),
    );
  }
  try {
    await db.write(plan);
  } catch (error) {
    // more landed in between: it is looked at again
    if (error instanceof GuardMissed) return false;
    throw error;
  }
  if (pipeline) engine.changed(pipeline);
  return pipeline !== undefined;
};

const headOf = async ({ versions }: EngineContext, input: PipelineInput): Promise<string | null> => {
  try {
    const repo = await getRepoByUid(versions, { uid: input.repo });
    return (await getBranch(versions, { repo, name: input.branch })).head;
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
};

/** When the next pending becomes due, or undefined. */
export const nextDue = async ({ versions }: EngineContext): Promise<number | undefined> => {
  const [row] = await readSql<{ at: number | null }>(
    versions.db,
    sql`SELECT min(due_at) AS at FROM pipeline_pending WHERE NOT EXISTS (
      SELECT 1 FROM pipeline_run WHERE pipeline_run.pipeline = pipeline_pending.pipeline AND ended_at IS NULL)`,
  );
  return row?.at ?? undefined;
};
