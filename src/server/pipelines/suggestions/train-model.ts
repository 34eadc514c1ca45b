import { findModelType } from '../../../learning/model-types/registry.ts';
import type { Learner, LearnerAnswer } from '../../../learning/learner.ts';
import type { Json } from '../../../pipelines/hash-json.ts';
import type { RunContext, Step } from '../../../pipelines/worker.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import { openBulk } from '../../../versions/commands/open-bulk.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import { configPath } from '../../projects/labels/project-files.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import type { Server } from '../../server.ts';
import { trainParametersOf } from './suggestion-pipeline.ts';
import { outputOf, type ReadOutput, type StoredFile, type TrainOutput } from './step-outputs.ts';

/** Starts whoever learns; ended by the signal. */
export type StartLearner = (signal: AbortSignal) => Learner;

/** Task files handed over in one message, by length. */
const batchLength = 1_000_000;

/** Learns from exactly the label commit's files. Equal labels are not learned twice, whatever commit holds them. */
export const trainModel = (server: Server, startLearner: StartLearner): Step => ({
  name: 'train',
  input({ spec, outputs }) {
    const { dataId, modelType } = outputOf<ReadOutput>(outputs, 'read labels');
    const version = findModelType(modelType)?.version ?? 0;
    return { dataId, modelType, version, parameters: trainParametersOf(spec) };
  },
  async run(context) {
    const { spec, outputs, log, progress, signal } = context;
    const { modelType, configSha } = outputOf<ReadOutput>(outputs, 'read labels');
    const learner = startLearner(signal);
    try {
      const config = await readObjectText(server, configSha, configPath);
      await learner.call({ type: 'open', modelType, config, parameters: trainParametersOf(spec) });
      const files = await handOver(server, context, learner);
      log(`${files} task files read`);
      const answer: LearnerAnswer = await learner.call({ type: 'train' }, (fraction, doing) =>
        progress(0.3 + fraction * 0.7, doing),
      );
      if (answer.type !== 'trained') throw new Error('the learner answered something else');
      const { trained } = answer;
      if (trained.type === 'too-little') return { type: 'nothing', reason: trained.reason };
      const { summary } = trained;
      for (const { reason, count } of summary.refused) log(`${count} left out: ${reason}`, 'warn');
      log(
        summary.metrics === null
          ? `Trained on ${summary.examples.total} examples; too few to measure on`
          : `Trained on ${summary.examples.total} examples; ${percent(summary.metrics.accuracy)} right on ${summary.metrics.examples} held out${summary.examples.parts > 1 ? ` in ${summary.examples.parts} parts` : ''}, where the most frequent answer alone reaches ${percent(summary.metrics.majority)}`,
      );
      const output: TrainOutput = {
        files: await storeFiles(server, trained.files),
        summary: summary as unknown as TrainOutput['summary'],
      };
      return {
        type: 'done',
        output: output as unknown as Json,
        metrics: {
          ...summary.metrics,
          learned: summary.examples.total,
          parts: summary.examples.parts,
          seldom: summary.seldom,
        } as unknown as Json,
      };
    } finally {
      await learner.close();
    }
  },
  async isStillThere(_, output) {
    const { files } = output as unknown as TrainOutput;
    return (await Promise.all(files.map(({ sha256 }) => isStored(server, sha256)))).every(Boolean);
  },
});

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const handOver = async (server: Server, { outputs, signal }: RunContext, learner: Learner) => {
  const { labels } = outputOf<ReadOutput>(outputs, 'read labels');
  const repo = await getRepoByUid(server.versions, { uid: labels.repo });
  let files: { path: string; text: string }[] = [];
  let length = 0;
  let count = 0;
  const send = async (): Promise<void> => {
    await learner.call({ type: 'add', files });
    files = [];
    length = 0;
  };
  for await (const { path, entry } of walkEntries(server.versions, {
    repo,
    ref: labels.commit,
    prefix: 'tasks/',
  })) {
    signal.throwIfAborted();
    const text = await readObjectText(server, entry.sha256, path);
    files.push({ path, text });
    length += text.length;
    count += 1;
    if (length >= batchLength) await send();
  }
  await send();
  return count;
};

/** Bytes of no commit yet: gc leaves them for a day. */
const storeFiles = async (
  server: Server,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<readonly StoredFile[]> => {
  const bulk = openBulk(server.versions);
  const stored: StoredFile[] = [];
  for (const [path, bytes] of Object.entries(files)) {
    const { sha256, size, md5 } = await bulk.write(bytes);
    stored.push({ path, sha256, size, md5 });
  }
  await bulk.done();
  return stored;
};

const isStored = async (server: Server, sha256: string): Promise<boolean> => {
  try {
    for await (const _ of await readObject(server.versions, { sha256, start: 0, end: 1 })) break;
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};
