/** The entry of a database thread: the writer, or a reader. Bundled on its own as `sqlite-thread.js`. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { backupSqlite } from './backup-sqlite.ts';
import { openSqlite } from './open-sqlite.ts';
import { failed, type Outcome } from './outcome.ts';
import type {
  FromThread,
  ThreadAnswer,
  ThreadCall,
  ThreadData,
  ThreadRequest,
  ToThread,
} from './thread-messages.ts';
import { createPlanWriter } from './write-plans.ts';

/** A quick answer does not wait longer than this for a slow one that came in the same message. */
const maxHoldMs = 1;

const port = parentPort as MessagePort;
const { file, role, driver } = workerData as ThreadData;
const sqlite = openSqlite({ file, role, driver });
const writer = createPlanWriter(sqlite);

const perform = (call: Exclude<ThreadCall, { type: 'write' }>): unknown => {
  switch (call.type) {
    case 'read':
      return sqlite.run(call.statement).rows;
    case 'backup':
      return backupSqlite(sqlite, call.file);
    case 'counts':
      return writer.counts();
    case 'close':
      return sqlite.close();
  }
};

const attempt = (call: Exclude<ThreadCall, { type: 'write' }>): Outcome<unknown> => {
  try {
    return { type: 'done', value: perform(call) };
  } catch (error) {
    return failed(error);
  }
};

const serve = (requests: readonly ThreadRequest[]): void => {
  const writes = requests.filter(({ call }) => call.type === 'write');
  if (writes.length > 0) {
    const outcomes = writer.write(writes.map(({ call }) => (call.type === 'write' ? call.plan : [])));
    answer(writes.map(({ id }, index) => ({ id, outcome: outcomes[index] as Outcome<unknown> })));
  }
  let answers: ThreadAnswer[] = [];
  let held = performance.now();
  for (const { id, call } of requests) {
    if (call.type === 'write') continue;
    answers.push({ id, outcome: attempt(call) });
    if (performance.now() - held > maxHoldMs) {
      answer(answers);
      answers = [];
      held = performance.now();
    }
  }
  answer(answers);
  if (requests.some(({ call }) => call.type === 'close')) port.close();
};

const answer = (answers: FromThread): void => {
  if (answers.length > 0) port.postMessage(answers);
};

port.on('message', (first: ToThread) => {
  const requests = [...first];
  for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) {
    requests.push(...(more.message as ToThread));
  }
  serve(requests);
});
answer('ready');
