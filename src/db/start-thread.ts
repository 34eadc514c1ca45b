import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Outcome, unwrap } from './outcome.ts';
import type { FromThread, ThreadCall, ThreadData, ThreadRequest } from './thread-messages.ts';

/** A running database thread, as the calling thread sees it. */
export type Thread = {
  /** Sends a call; all calls of one turn of the event loop go as one message, since each one wakes the thread. */
  call(call: ThreadCall): Promise<unknown>;
  /** How many calls wait for an answer. */
  waiting(): number;
  /** Lets what waits finish, closes the connection and ends the thread. */
  close(): Promise<void>;
};

type Pending = { resolve(outcome: Outcome<unknown>): void; reject(error: Error): void };

/** Starts a thread; answers when its connection is open, throws what stopped it from opening. */
export const startThread = async (data: ThreadData): Promise<Thread> => {
  const worker = startWorker(data);
  const pending = new Map<number, Pending>();
  let outbox: ThreadRequest[] = [];
  let lastId = 0;
  let dead: Error | undefined;

  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      die(new Error(`the database's ${data.role} thread ended`));
      resolve();
    });
  });
  const die = (error: Error): void => {
    dead ??= error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const flush = (): void => {
    worker.postMessage(outbox);
    outbox = [];
  };
  const call = async (what: ThreadCall): Promise<unknown> => {
    if (dead) throw dead;
    const outcome = await new Promise<Outcome<unknown>>((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      outbox.push({ id: lastId, call: what });
      if (outbox.length === 1) setImmediate(flush);
    });
    return unwrap(outcome);
  };

  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('error', die);
    void ended.then(() => reject(dead));
    worker.on('message', (message: FromThread) => {
      if (message === 'ready') return resolve();
      for (const { id, outcome } of message) {
        pending.get(id)?.resolve(outcome);
        pending.delete(id);
      }
    });
  });
  return {
    call,
    waiting: () => pending.size,
    async close() {
      if (!dead) await call({ type: 'close' });
      await ended;
    },
  };
};

/** From source the thread is TypeScript and needs tsx; in a bundle it is a file beside the bundle. */
const startWorker = (workerData: ThreadData): Worker => {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./sqlite-thread.js', import.meta.url), { workerData });
  }
  // `--import tsx` registers nothing in a thread, and the require of its API cannot register at all
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const api = new URL('dist/esm/api/index.mjs', tsx).href;
  const register = `import { register } from ${JSON.stringify(api)}; register();`;
  const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(register)}`];
  return new Worker(new URL('./sqlite-thread.ts', import.meta.url), { workerData, execArgv });
};
