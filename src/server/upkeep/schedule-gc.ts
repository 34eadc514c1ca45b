import { gc } from '../../versions/commands/gc.ts';
import { sweepUndo } from '../projects/undo/sweep-undo.ts';
import type { Server } from '../server.ts';
import { endOldGc, takeUpkeepLease } from './upkeep-lease.ts';

const hour = 60 * 60 * 1000;
const patienceMs = 5_000;

export type GcSchedule = { readonly firstMs?: number; readonly everyMs?: number };

/**
 * Runs gc an hour after the start and once a day from then on; skipped, until the next hour, while a backup holds
 * the store. Answers how to stop, which waits a little for a run under way; one that is cut off does no harm, as the
 * next one frees what it left.
 */
export const scheduleGc = async (
  server: Server,
  { firstMs = hour, everyMs = 24 * hour }: GcSchedule = {},
): Promise<() => Promise<void>> => {
  await endOldGc(server);
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const runIn = (milliseconds: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = runGc(server).then((ran) => runIn(ran ? everyMs : firstMs));
    }, milliseconds).unref();
  };
  runIn(firstMs);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  };
};

/** One run, logged. False when it was skipped, since another works on the store, or broke. */
export const runGc = async (server: Server): Promise<boolean> => {
  const { log, versions } = server;
  try {
    const lease = await takeUpkeepLease(server, 'gc', (error) =>
      log.error('the lease of gc was not renewed', { error }),
    );
    if (lease === null) {
      log.info('gc is skipped: a backup is under way');
      return false;
    }
    const started = performance.now();
    try {
      const undo = await sweepUndo(server);
      const freed = await gc(versions);
      log.info('gc is done', {
        ...freed,
        undo: undo.acts,
        milliseconds: Math.round(performance.now() - started),
      });
    } finally {
      await lease.release();
    }
    return true;
  } catch (error) {
    log.error('gc broke', { error });
    return false;
  }
};
