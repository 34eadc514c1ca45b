import type { Config } from '../labels/config/config.ts';
import type { JsonObject } from '../labels/json.ts';
import type { LabelResult } from '../labels/results/label-result.ts';
import type { TaskFile } from '../labels/task-file/task-file.ts';
import type { Metrics } from './evaluate.ts';

/** Whether a model type can answer what a config asks, and which control it would answer. */
export type Fit =
  | { readonly type: 'fits'; readonly control: string }
  | { readonly type: 'unfit'; readonly reason: string };

/** A row that cannot be learned from, and why. */
export type Refused = { readonly key: string; readonly reason: string };

export type ClassCount = { readonly name: string; readonly examples: number };

/** What a training made, beside its files; the model's card shows it. Nothing in it depends on time or place. */
export type TrainingSummary = {
  readonly control: string;
  readonly parameters: JsonObject;
  /** `parts`: how often a part was held out from a training of its own; `heldOut`: how many in all. */
  readonly examples: { readonly total: number; readonly heldOut: number; readonly parts: number };
  readonly classes: readonly ClassCount[];
  /** Classes that were not learned, for too few examples. */
  readonly seldom: readonly ClassCount[];
  /** By reason, with the first keys. */
  readonly refused: readonly {
    readonly reason: string;
    readonly count: number;
    readonly keys: readonly string[];
  }[];
  /** On examples that the model which answered never saw; null where too few were held out to say anything. */
  readonly metrics: Metrics | null;
};

export type Trained =
  | {
      readonly type: 'trained';
      readonly files: Readonly<Record<string, Uint8Array>>;
      readonly summary: TrainingSummary;
    }
  | { readonly type: 'too-little'; readonly reason: string };

/** Gathers examples, then learns. Pure and seeded: the same task files make the same bytes, in whatever order. */
export type Training = {
  /** A task that has no usable answer is counted as refused. */
  add(file: TaskFile): void;
  /** Counts a row that could not even be read. */
  refuse(row: Refused): void;
  train(onProgress: (fraction: number, doing: string) => void): Trained;
};

export type Answered = {
  readonly result: readonly LabelResult[];
  /** 0 to 1: how sure the model is. */
  readonly score: number;
};

export type Model = {
  /** What the model would answer; undefined where the data has nothing that it reads. */
  predict(task: { readonly key: string; readonly data: JsonObject }): Answered | undefined;
};

/**
 * A kind of model. To add one: a folder in `model-types/` that exports one of these, a line in
 * `model-types/registry.ts`, its tests beside it.
 */
export type ModelType = {
  readonly name: string;
  /** Grows when equal task files make another model. */
  readonly version: number;
  readonly title: string;
  readonly defaults: JsonObject;
  /** Of fewer labeled tasks nothing can be learned. */
  readonly leastExamples: number;
  fits(config: Config): Fit;
  /** Starts a training for a config that fits; parameters left out take their defaults. */
  training(config: Config, parameters: JsonObject): Training;
  /** Loads what a training made, to answer under a config (which may have changed since). */
  load(files: Readonly<Record<string, Uint8Array>>): Model;
};
