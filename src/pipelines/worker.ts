import type { Statement } from '../db/database.ts';
import type { CommitEvent } from '../versions/version-store.ts';
import type { Json } from './hash-json.ts';
import type { PipelineSpec, RunInput } from './pipeline-spec.ts';
import type { LogLevel, PipelineRow } from './tables.ts';

/** What a step gets. */
export type RunContext = {
  readonly pipeline: PipelineRow;
  readonly spec: PipelineSpec;
  readonly run: { readonly id: string; readonly inputs: readonly RunInput[] };
  /** What the steps before it answered, by name. */
  readonly outputs: Readonly<Record<string, Json>>;
  log(text: string, level?: LogLevel): void;
  /** `fraction` of this step, 0 to 1. */
  progress(fraction: number, doing?: string): void;
  /** Aborts on cancel, on a lost lease and when the program stops. */
  readonly signal: AbortSignal;
};

export type StepAnswer =
  | {
      readonly type: 'done';
      /** Small: hashes, commit ids, counts. Bytes go to the store. */
      readonly output: Json;
      /**
       * Written in one plan with the record of the step, so that a crash leaves both or none: a commit of the
       * output repo. When one of their guards misses, the step runs again.
       */
      readonly statements?: readonly Statement[];
      /** Called after that plan was written. */
      readonly landed?: () => void;
      /** Shown with the run. */
      readonly metrics?: Json;
    }
  /** There is nothing to do, for this reason; the run ends here, and not as a failure. */
  | { readonly type: 'nothing'; readonly reason: string };

export type Step = {
  readonly name: string;
  /** All that the answer depends on. A step that an earlier run did on an equal input is skipped. */
  input(context: RunContext): Promise<Json> | Json;
  /** Must bear to run again: a crash may come at any point before its record. */
  run(context: RunContext): Promise<StepAnswer>;
  /** False when an earlier answer names something that is gone, or that has to be done anew each time. */
  isStillThere?(context: RunContext, output: Json): Promise<boolean> | boolean;
};

/**
 * A worker that is a module of this program, found in the registry by name. Heavy steps do their work in a thread
 * of their own. Workers of the kinds command, container and people will answer the same questions: steps with
 * input, run, and (for those outside the process) submit, poll, logs and cancel behind `run` and `signal`.
 */
export type FunctionWorker = {
  readonly kind: 'function';
  readonly name: string;
  /** Grows when the code makes other outputs from equal inputs; part of every step's input hash. */
  readonly version: number;
  /** How much a commit counts for the debounce; 1 unless told. */
  weigh?(pipeline: PipelineRow, event: CommitEvent): Promise<number>;
  readonly steps: readonly Step[];
};
