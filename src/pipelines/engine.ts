import type { Versions } from '../versions/versions.ts';
import type { EngineContext } from './engine-context.ts';
import { claim, nextReady } from './queue/queue.ts';
import { cancelRun } from './runs/cancel-run.ts';
import { executeRun } from './runs/execute-run.ts';
import { reap } from './runs/reap.ts';
import { consumeEvents } from './triggers/consume-events.ts';
import { fireDue, nextDue, runQueue } from './triggers/fire-due.ts';
import type { FunctionWorker } from './worker.ts';
import { workerRegistry } from './worker-registry.ts';

/**
 * Pipelines at work: listens for commits, makes runs of what is due, and works on one run at a time. Everything it
 * knows is in the database; several engines over one database share the work.
 */
export type Engine = {
  /** Reads what landed, fires what is due, takes back what was lost; answers whether any of it was there. */
  turn(): Promise<boolean>;
  /** Claims one run and takes it to its end; false when none is ready. */
  work(): Promise<boolean>;
  /** Works by itself from now on: at once when a commit lands, by the clock for what becomes due. */
  start(): void;
  /** Looks again at once: something was asked for. */
  wake(): void;
  cancel(run: string): Promise<void>;
  /** Breaks off what is under way; the next start goes on with it. */
  stop(): Promise<void>;
};

export type CreateEngine = {
  readonly versions: Versions;
  readonly workers: readonly FunctionWorker[];
  readonly changed?: EngineContext['changed'];
  readonly onError: (error: unknown) => void;
  /** No other process can be at work on this database: runs that one left behind go on at once, not after a lease. */
  readonly alone?: boolean;
  /** How long a silent process keeps a run; 30 s unless told. */
  readonly leaseMs?: number;
};

const longestSleep = 10_000;
const afterError = 5_000;

export const createEngine = (options: CreateEngine): Engine => {
  const { versions, workers, changed = () => undefined, onError, alone = false, leaseMs = 30_000 } = options;
  const owner = Buffer.from(versions.random(10)).toString('hex');
  const engine: EngineContext = {
    versions,
    workers: workerRegistry(workers),
    owner,
    leaseMs,
    changed,
    onError,
  };
  const running = new Map<string, AbortController>();
  const closing = new AbortController();
  let alarm: () => void = () => undefined;
  let isAwake = false;
  let loops: Promise<unknown> = Promise.resolve();
  let stopListening: () => void = () => undefined;

  const turn = async (): Promise<boolean> => {
    const read = await consumeEvents(engine);
    const fired = await fireDue(engine);
    const taken = await reap(engine);
    return read + fired + taken > 0;
  };
  const work = async (): Promise<boolean> => {
    const now = versions.clock();
    const item = await claim(versions.db, runQueue, { owner, until: now + leaseMs, now });
    if (item === undefined) return false;
    const stop = new AbortController();
    running.set(item.subject, stop);
    if (closing.signal.aborted) stop.abort('shutdown');
    try {
      await executeRun(engine, item, stop);
    } finally {
      running.delete(item.subject);
    }
    return true;
  };
  const wake = (): void => {
    isAwake = true;
    alarm();
  };
  const sleep = async (ms: number): Promise<void> => {
    if (isAwake || closing.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      timer.unref();
      alarm = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const untilNext = async (): Promise<number> => {
    const times = [await nextDue(engine), await nextReady(versions.db, runQueue)];
    const next = Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
    return Math.min(longestSleep, next - versions.clock());
  };
  /** A run is worked on beside the loop, so that events are noted and cancels heard meanwhile. */
  const loop = async (): Promise<void> => {
    let working: Promise<void> | undefined;
    if (alone) await reap(engine, Number.MAX_SAFE_INTEGER).catch(onError);
    while (!closing.signal.aborted) {
      isAwake = false;
      try {
        if (await turn()) isAwake = true;
        working ??= work()
          .then((did) => {
            if (did) wake();
          }, onError)
          .finally(() => {
            working = undefined;
          });
        await sleep(working === undefined ? await untilNext() : Math.max(1_000, await untilNext()));
      } catch (error) {
        onError(error);
        await sleep(afterError);
      }
    }
    await working;
  };
  return {
    turn,
    work,
    wake,
    start() {
      stopListening = versions.events.onCommit(wake);
      loops = loop();
    },
    async cancel(run) {
      await cancelRun(engine, run);
      running.get(run)?.abort('cancel');
      wake();
    },
    async stop() {
      stopListening();
      closing.abort();
      for (const controller of running.values()) controller.abort('shutdown');
      alarm();
      await loops;
    },
  };
};
