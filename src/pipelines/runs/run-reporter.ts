import { sql } from 'kysely';
import type { Statement } from '../../db/database.ts';
import type { EngineContext } from '../engine-context.ts';
import { lookupSql, sqlStatement } from '../../db/run-sql.ts';
import { LeaseLost, type Lease } from './lease.ts';
import { type RunLog, runLog } from './run-log.ts';

/** What a run tells while it works: lines, how far it is; and that it lives. */
export type RunReporter = {
  readonly log: RunLog['add'];
  progress(fraction: number, doing?: string): void;
  /** What waits to be told, for the next plan of the run. */
  take(): readonly Statement[];
  /** Tells, renews the lease, and stops the run when that was lost or somebody cancelled. */
  beat(): Promise<void>;
};

type Reporter = {
  readonly run: string;
  readonly lease: Lease;
  readonly stop: AbortController;
  readonly changed: () => void;
};

export const runReporter = (engine: EngineContext, { run, lease, stop, changed }: Reporter): RunReporter => {
  const { db, clock } = engine.versions;
  const log = runLog(run, clock);
  let progress: { readonly fraction: number; readonly doing: string | null } | undefined;
  let renewed = clock();

  const take = (): readonly Statement[] => {
    const told = progress;
    progress = undefined;
    return [
      ...log.take(),
      ...(told === undefined
        ? []
        : [
            sqlStatement(sql`UPDATE pipeline_run SET progress = ${told.fraction},
              doing = coalesce(${told.doing}, doing) WHERE id = ${run}`),
          ]),
    ];
  };
  return {
    log: log.add,
    progress(fraction, doing) {
      progress = { fraction: Math.min(1, Math.max(0, fraction)), doing: doing ?? progress?.doing ?? null };
    },
    take,
    async beat() {
      const waiting = take();
      const isDue = clock() - renewed >= engine.leaseMs / 3;
      if (waiting.length === 0 && !isDue) return;
      try {
        await lease.write(waiting);
        renewed = clock();
        const [row] = await lookupSql<{ cancel: number }>(
          db,
          sql`SELECT cancel FROM pipeline_run WHERE id = ${run}`,
        );
        if (row?.cancel === 1) stop.abort('cancel');
        if (waiting.length > 0) changed();
      } catch (error) {
        if (error instanceof LeaseLost) stop.abort('lease');
        else engine.onError(error);
      }
    },
  };
};
