import { sql } from 'kysely';
import type { EngineContext } from '../engine-context.ts';
import { backoff, endItem, putBack } from '../queue/queue.ts';
import { lookupSql, sqlStatement } from '../../db/run-sql.ts';
import type { PipelineRow, QueueItemRow, RunRow } from '../tables.ts';
import { endRun, type RunEnd } from './end-run.ts';
import { type Lease, LeaseLost, leaseOn } from './lease.ts';
import { isPermanent, reasonOf } from './reason-of.ts';
import { type RunReporter, runReporter } from './run-reporter.ts';
import { runSteps } from './run-steps.ts';

const beatMs = 1_000;

/**
 * Takes a claimed run from its first unfinished step to its end. Every record is guarded by the lease; a failure
 * is tried again later, and after the last try the run has failed and says why. `stop` is aborted with `cancel`,
 * `shutdown` or `lease`. Throws only what the database throws.
 */
export const executeRun = async (
  engine: EngineContext,
  item: QueueItemRow,
  stop: AbortController,
): Promise<void> => {
  const { db, clock } = engine.versions;
  const [run] = await lookupSql<RunRow>(db, sql`SELECT * FROM pipeline_run WHERE id = ${item.subject}`);
  const [pipeline] = await lookupSql<PipelineRow>(
    db,
    sql`SELECT * FROM pipeline WHERE id = ${run?.pipeline ?? ''}`,
  );
  if (run === undefined || pipeline === undefined || run.ended_at !== null) {
    await db.write([endItem(item.id, 'done', null, clock())]);
    return;
  }
  const lease = leaseOn(engine, item.id);
  const changed = (): void => engine.changed(pipeline);
  const reporter = runReporter(engine, { run: run.id, lease, stop, changed });
  const end = async ({ state, reason }: RunEnd): Promise<void> => {
    await lease.write([...reporter.take(), ...endRun(run.id, item.id, { state, reason }, clock())]);
    changed();
  };
  // the row is the truth; the controller breaks off what is under way here
  if (run.cancel === 1) stop.abort('cancel');
  const timer = setInterval(() => void reporter.beat(), beatMs);
  timer.unref();
  try {
    await lease.write([
      sqlStatement(sql`UPDATE pipeline_run SET state = 'running', started_at = coalesce(started_at, ${clock()})
        WHERE id = ${run.id}`),
    ]);
    changed();
    await end(await runSteps(engine, { run, pipeline, lease, reporter, signal: stop.signal }));
  } catch (error) {
    if (error instanceof LeaseLost || stop.signal.reason === 'lease') return;
    if (stop.signal.reason === 'cancel') await end({ state: 'cancelled', reason: 'Cancelled.' });
    else if (stop.signal.reason === 'shutdown') await handOn(engine, item, lease, reporter);
    else await whenFailed(error);
  } finally {
    clearInterval(timer);
  }

  async function whenFailed(error: unknown): Promise<void> {
    const reason = reasonOf(error);
    if (item.tries >= item.max_tries || isPermanent(error)) {
      reporter.log(`Failed: ${reason}`, 'error', null);
      return await end({ state: 'failed', reason });
    }
    const wait = backoff(item.tries, (engine.versions.random(1)[0] ?? 0) / 256);
    reporter.log(`Try ${item.tries} failed: ${reason}. Again in ${Math.ceil(wait / 1000)} s.`, 'warn', null);
    await lease.write([...reporter.take(), putBack(item.id, clock() + wait, reason, clock())]);
    changed();
  }
};

/** The program stops: the next start goes on at the first unfinished step, and this try does not count. */
const handOn = async (
  { versions }: EngineContext,
  { id }: QueueItemRow,
  lease: Lease,
  reporter: RunReporter,
): Promise<void> => {
  const now = versions.clock();
  await lease.write([
    ...reporter.take(),
    sqlStatement(sql`UPDATE queue_item SET tries = tries - 1 WHERE id = ${id}`),
    putBack(id, now, null, now),
  ]);
};
