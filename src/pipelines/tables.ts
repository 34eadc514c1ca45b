/* Rows of this layer as they are read. Flags are 0 and 1, times milliseconds since 1970, JSON is text. */

export type PipelineRow = {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly subject: string;
  readonly spec_version: number;
  readonly active: number;
  readonly created_at: number;
  readonly updated_at: number;
};

export type PendingRow = {
  readonly pipeline: string;
  readonly changes: number;
  readonly weight: number;
  readonly nonce: string;
  readonly first_at: number;
  readonly last_at: number;
  readonly due_at: number;
};

/** `done`: it made or confirmed its outputs. `skipped`: there was nothing to do, and `reason` says why. */
export type RunState = 'waiting' | 'running' | 'done' | 'skipped' | 'failed' | 'cancelled';

export type RunRow = {
  readonly id: string;
  readonly pipeline: string;
  readonly spec_version: number;
  readonly inputs: string;
  readonly state: RunState;
  readonly reason: string | null;
  /** 0 to 1. */
  readonly progress: number;
  readonly doing: string | null;
  readonly metrics: string | null;
  readonly cancel: number;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
};

export type StepRow = {
  readonly run: string;
  readonly name: string;
  readonly pipeline: string;
  readonly position: number;
  /** `reused`: an earlier run of the pipeline did the same step on the same input. */
  readonly state: 'done' | 'reused';
  readonly input_hash: string;
  readonly output_hash: string;
  readonly output: string;
  readonly started_at: number;
  readonly ended_at: number;
};

export type LogLevel = 'info' | 'warn' | 'error';

export type LogRow = {
  readonly run: string;
  readonly seq: number;
  readonly time: number;
  readonly level: LogLevel;
  readonly step: string | null;
  readonly text: string;
};

export type QueueItemRow = {
  readonly id: string;
  readonly queue: string;
  readonly idempotency_key: string;
  readonly subject: string;
  readonly state: 'ready' | 'running' | 'done' | 'dead' | 'cancelled';
  readonly ready_at: number;
  readonly lease_owner: string | null;
  readonly lease_until: number | null;
  readonly tries: number;
  readonly max_tries: number;
  readonly error: string | null;
};
