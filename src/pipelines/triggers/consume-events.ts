import { sql } from 'kysely';
import { GuardMissed, type Statement } from '../../db/database.ts';
import { listCommitEvents } from '../../versions/commands/list-commit-events.ts';
import type { CommitEvent } from '../../versions/version-store.ts';
import type { EngineContext } from '../engine-context.ts';
import { readSpec } from '../pipelines.ts';
import { lookupSql, readSql, sqlStatement } from '../../db/run-sql.ts';
import type { PipelineRow } from '../tables.ts';
import { addPending } from './pending.ts';

const consumer = 'pipelines';
const batch = 200;

/**
 * Reads the commits that landed since the cursor and notes them for the pipelines that listen. What it notes and
 * the cursor are one plan, so an event counts once however often it is delivered. Answers how many were read.
 */
export const consumeEvents = async (engine: EngineContext): Promise<number> => {
  const { versions } = engine;
  const after = await cursorOf(engine);
  const events = await listCommitEvents(versions, { after, limit: batch });
  const last = events.at(-1);
  if (last === undefined) return 0;
  const statements: Statement[] = [];
  const noted = new Map<string, PipelineRow>();
  for (const { pipeline, event } of await listeners(engine, events)) {
    const spec = await readSpec(versions.db, pipeline.id, pipeline.spec_version);
    const worker = engine.workers(spec.worker);
    if (worker === undefined) continue;
    const weight = (await worker.weigh?.(pipeline, event)) ?? 1;
    statements.push(...addPending(pipeline, spec, { event, weight, now: versions.clock() }));
    noted.set(pipeline.id, pipeline);
  }
  const move = sqlStatement(
    sql`UPDATE event_cursor SET seq = ${last.seq} WHERE consumer = ${consumer} AND seq = ${after}`,
    1,
  );
  try {
    await versions.db.write([move, ...statements]);
  } catch (error) {
    // another process read the same events, and noted them
    if (error instanceof GuardMissed && error.statement === 0) return 0;
    throw error;
  }
  for (const pipeline of noted.values()) engine.changed(pipeline);
  return events.length;
};

const cursorOf = async ({ versions }: EngineContext): Promise<number> => {
  const query = sql<{ seq: number }>`SELECT seq FROM event_cursor WHERE consumer = ${consumer}`;
  const [row] = await lookupSql(versions.db, query);
  if (row !== undefined) return row.seq;
  await versions.db.write([
    sqlStatement(sql`INSERT INTO event_cursor (consumer, seq) VALUES (${consumer}, 0)
      ON CONFLICT (consumer) DO NOTHING`),
  ]);
  return (await lookupSql(versions.db, query))[0]?.seq ?? 0;
};

type Heard = { readonly pipeline: PipelineRow; readonly event: CommitEvent };

/** Which active pipelines hear which of the events, in the order of the events. */
const listeners = async (
  { versions }: EngineContext,
  events: readonly CommitEvent[],
): Promise<readonly Heard[]> => {
  const repos = [...new Set(events.map(({ repo }) => repo))];
  const rows = await readSql<PipelineRow & { repo: string; branch: string }>(
    versions.db,
    sql`SELECT pipeline.*, pipeline_input.repo, pipeline_input.branch FROM pipeline_input
      JOIN pipeline ON pipeline.id = pipeline_input.pipeline
      WHERE pipeline.active = 1 AND pipeline_input.repo IN (${sql.join(repos)}) ORDER BY pipeline.id`,
  );
  return events.flatMap((event) =>
    rows
      .filter(({ repo, branch }) => repo === event.repo && branch === event.branch)
      .map(({ repo: _repo, branch: _branch, ...pipeline }) => ({ pipeline, event })),
  );
};
