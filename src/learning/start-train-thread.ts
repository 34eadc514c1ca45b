import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Learner, LearnerAnswer, OnProgress } from './learner.ts';
import type { FromThread, ToThread } from './learner-messages.ts';

/** Training keeps sparse features in typed arrays, outside this; what grows in here is a mistake. */
const heapMb = 1024;

type Pending = {
  readonly resolve: (answer: LearnerAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: OnProgress;
};

/** A learner in a thread of its own, so that nothing waits for a training. `signal` ends it at once. */
export const startTrainThread = (signal?: AbortSignal): Learner => {
  const worker = startWorker();
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let dead: Error | undefined;
  const die = (error: Error): void => {
    dead ??= error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const close = async (): Promise<void> => {
    die(new Error('the training thread was ended'));
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  };
  const onAbort = (): void => void close();
  worker.on('error', die);
  worker.once('exit', () => die(new Error('the training thread ended')));
  worker.on('message', (message: FromThread) => {
    const waiting = pending.get(message.id);
    if (message.type === 'progress') return waiting?.onProgress(message.fraction, message.doing);
    pending.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.message));
  });
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort);
  return {
    call: (call, onProgress = () => undefined) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(dead);
        lastId += 1;
        pending.set(lastId, { resolve, reject, onProgress });
        worker.postMessage({ id: lastId, call } satisfies ToThread);
      }),
    close,
  };
};

/** From source the thread is TypeScript and needs tsx; in a bundle it is a file beside the bundle. */
const startWorker = (): Worker => {
  const options: WorkerOptions = { resourceLimits: { maxOldGenerationSizeMb: heapMb } };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./train-thread.js', import.meta.url), options);
  // `--import tsx` registers nothing in a thread, and the require of its API cannot register at all
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const api = new URL('dist/esm/api/index.mjs', tsx).href;
  const register = `import { register } from ${JSON.stringify(api)}; register();`;
  const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(register)}`];
  return new Worker(new URL('./train-thread.ts', import.meta.url), { ...options, execArgv });
};
