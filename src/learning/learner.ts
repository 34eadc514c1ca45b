import { parseConfig } from '../labels/config/parse-config.ts';
import type { JsonObject } from '../labels/json.ts';
import { parseTaskFile } from '../labels/task-file/parse-task-file.ts';
import { AppError } from '../shared/errors/app-error.ts';
import type { Answered, Model, Trained, Training } from './model-type.ts';
import { findModelType } from './model-types/registry.ts';

/** What a learner is asked, as data that can cross a thread. A learner trains or predicts, one thing at a time. */
export type LearnerCall =
  | {
      readonly type: 'open';
      readonly modelType: string;
      readonly config: string;
      readonly parameters: JsonObject;
    }
  | { readonly type: 'add'; readonly files: readonly { readonly path: string; readonly text: string }[] }
  | { readonly type: 'train' }
  | {
      readonly type: 'load';
      readonly modelType: string;
      readonly files: Readonly<Record<string, Uint8Array>>;
    }
  | {
      readonly type: 'predict';
      /** `data` is JSON. */
      readonly tasks: readonly { readonly key: string; readonly data: string }[];
    };

export type LearnerAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'trained'; readonly trained: Trained }
  | { readonly type: 'predicted'; readonly answers: readonly (Answered | null)[] };

export type OnProgress = (fraction: number, doing: string) => void;

/** A learner as its caller sees it, in this thread or another. */
export type Learner = {
  call(call: LearnerCall, onProgress?: OnProgress): Promise<LearnerAnswer>;
  /** Ends it, whatever it is doing. */
  close(): Promise<void>;
};

/** The learner's side: all that it holds is the training or the model that was opened last. */
export const createLearner = (): ((call: LearnerCall, onProgress: OnProgress) => LearnerAnswer) => {
  let training: Training | undefined;
  let model: Model | undefined;
  return (call, onProgress) => {
    switch (call.type) {
      case 'open':
        training = typeOf(call.modelType).training(parseConfig(call.config), call.parameters);
        return { type: 'ready' };
      case 'add':
        for (const { path, text } of call.files) addFile(opened(training), path, text);
        return { type: 'ready' };
      case 'train': {
        const trained = opened(training).train(onProgress);
        training = undefined;
        return { type: 'trained', trained };
      }
      case 'load':
        model = typeOf(call.modelType).load(call.files);
        return { type: 'ready' };
      case 'predict': {
        const loaded = opened(model);
        const answers = call.tasks.map(
          ({ key, data }) => loaded.predict({ key, data: JSON.parse(data) as JsonObject }) ?? null,
        );
        return { type: 'predicted', answers };
      }
    }
  };
};

const typeOf = (name: string) => {
  const found = findModelType(name);
  if (found === undefined) throw new Error(`there is no model type ${name}`);
  return found;
};

const opened = <T>(what: T | undefined): T => {
  if (what === undefined) throw new Error('nothing was opened to learn or to answer with');
  return what;
};

/** A file that cannot be read is a refused row, not the end of the training. */
const addFile = (training: Training, path: string, text: string): void => {
  try {
    training.add(parseTaskFile(text, path));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    training.refuse({ key: path, reason: 'the task file cannot be read' });
  }
};

/** A learner on the calling thread, for tests and tools. */
export const inlineLearner = (): Learner => {
  const answer = createLearner();
  return {
    call: async (call, onProgress = () => undefined) => answer(call, onProgress),
    close: async () => undefined,
  };
};
