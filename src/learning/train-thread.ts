import { parentPort } from 'node:worker_threads';
import { createLearner } from './learner.ts';
import type { FromThread, ToThread } from './learner-messages.ts';

/* The thread that learns: a learner behind messages. Started by `start-train-thread.ts`. */

const answer = createLearner();
const send = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ id, call }: ToThread) => {
  try {
    const answered = answer(call, (fraction, doing) => send({ type: 'progress', id, fraction, doing }));
    send({ type: 'answer', id, answer: answered });
  } catch (error) {
    send({ type: 'failed', id, message: (error as Error).message });
  }
});
