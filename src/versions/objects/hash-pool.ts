import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export type Digests = { readonly sha256: string; readonly md5: string };

/** Hashes one body. `update` answers a promise when the caller should wait before it sends more. */
export type BodyHash = {
  update(chunk: Uint8Array): Promise<void> | undefined;
  digest(): Promise<Digests>;
  /** Gives up; nothing is answered. */
  cancel(): void;
};

export type HashPool = { start(): BodyHash; close(): Promise<void> };

/** As text, so that it runs the same from source, in tests and in a bundle. */
const workerSource = `
const { parentPort } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const bodies = new Map();
parentPort.on('message', ({ id, type, chunk }) => {
  if (type === 'cancel') return void bodies.delete(id);
  let body = bodies.get(id);
  if (!body) bodies.set(id, (body = { sha256: createHash('sha256'), md5: createHash('md5') }));
  if (type === 'chunk') {
    body.sha256.update(chunk);
    body.md5.update(chunk);
    parentPort.postMessage({ id, taken: chunk.length });
  } else {
    bodies.delete(id);
    parentPort.postMessage({ id, digests: { sha256: body.sha256.digest('hex'), md5: body.md5.digest('hex') } });
  }
});
`;

const mostWaiting = 2 * 1024 * 1024;

type Waiting = {
  bytes: number;
  wake?: (() => void) | undefined;
  resolve?: (digests: Digests) => void;
  fail: (error: Error) => void;
};

/** Threads that hash large bodies, so that they never hold up the main one. Started when first needed. */
export const hashPool = (size = Math.max(1, Math.min(4, availableParallelism() - 1))): HashPool => {
  const threads: { worker: Worker; bodies: Map<number, Waiting> }[] = [];
  let lastId = 0;

  const startThread = () => {
    const worker = new Worker(workerSource, { eval: true });
    worker.unref();
    const bodies = new Map<number, Waiting>();
    const thread = { worker, bodies };
    worker.on('message', ({ id, taken, digests }: { id: number; taken?: number; digests?: Digests }) => {
      const body = bodies.get(id);
      if (body === undefined) return;
      if (digests !== undefined) {
        bodies.delete(id);
        body.resolve?.(digests);
        if (bodies.size === 0) worker.unref();
        return;
      }
      body.bytes -= taken ?? 0;
      if (body.bytes < mostWaiting) body.wake?.();
    });
    const lost = (error: Error): void => {
      threads.splice(threads.indexOf(thread), 1);
      for (const body of bodies.values()) body.fail(error);
      bodies.clear();
    };
    worker.on('error', lost);
    threads.push(thread);
    return thread;
  };

  return {
    start() {
      const idle = threads.find(({ bodies }) => bodies.size === 0);
      const busiest = [...threads].sort((a, b) => a.bodies.size - b.bodies.size)[0];
      const thread = idle ?? (threads.length < size || busiest === undefined ? startThread() : busiest);
      const id = ++lastId;
      let failure: Error | undefined;
      const waiting: Waiting = {
        bytes: 0,
        fail: (error) => {
          failure = error;
          waiting.wake?.();
        },
      };
      thread.bodies.set(id, waiting);
      thread.worker.ref();
      return {
        update(chunk) {
          if (failure !== undefined) throw failure;
          const copy = new Uint8Array(chunk);
          waiting.bytes += copy.length;
          thread.worker.postMessage({ id, type: 'chunk', chunk: copy }, [copy.buffer]);
          if (waiting.bytes < mostWaiting) return undefined;
          return new Promise((resolve) => {
            waiting.wake = () => {
              waiting.wake = undefined;
              resolve();
            };
          });
        },
        digest: () =>
          new Promise((resolve, reject) => {
            if (failure !== undefined) return reject(failure);
            waiting.resolve = resolve;
            waiting.fail = reject;
            thread.worker.postMessage({ id, type: 'end' });
          }),
        cancel() {
          thread.bodies.delete(id);
          if (thread.bodies.size === 0) thread.worker.unref();
          thread.worker.postMessage({ id, type: 'cancel' });
        },
      };
    },
    async close() {
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
};
