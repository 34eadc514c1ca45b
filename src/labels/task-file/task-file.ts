import type { Json, JsonObject } from '../json.ts';
import type { LabelResult } from '../results/label-result.ts';

/** Where the task's data came from: bytes by hash, so that an old commit shows what it was made on. */
export type TaskSource = JsonObject & {
  readonly repo: string;
  readonly path: string;
  /** Of the source file's bytes, lower-case hex. */
  readonly sha256?: string;
  /** Index (from 0) or own id of the row in a file of many tasks. */
  readonly row?: number | string;
};

/** What an annotation was made on. */
export type MadeOn = JsonObject & {
  /** SHA-256 of the input's bytes. */
  readonly input?: string;
  /** SHA-256 of the config's text. */
  readonly config?: string;
  /** Version of the instructions shown. */
  readonly instructions?: string;
  /** Predictions shown, by uid. */
  readonly predictions?: readonly Json[];
};

/** Names follow Label Studio's import where it has one; it passes over the others. */
export type TaskFileAnnotation = JsonObject & {
  readonly uid: string;
  /** Account uid; null where the labels came from outside without one. */
  readonly author: string | null;
  /** What the file it came in said of who made it: Label Studio's number, or {email}; only where nobody here is that. */
  readonly outside_author?: Json;
  /** ISO 8601 in UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  /** Seconds. */
  readonly lead_time: number | null;
  readonly was_cancelled: boolean;
  /** Why it was skipped, where somebody said so; Label Studio has no such key. */
  readonly skip_reason?: string;
  readonly ground_truth: boolean;
  readonly result: readonly LabelResult[];
  /** Uids of the annotations that this one was made from. */
  readonly parents?: readonly string[];
  readonly made_on?: MadeOn;
};

/** A task in a label repo: no server ids, counters or drafts; unknown keys survive. */
export type TaskFile = JsonObject & {
  readonly key: string;
  /** null for a task that did not come from a repo. */
  readonly source: TaskSource | null;
  readonly data: JsonObject;
  /** Sorted by uid. */
  readonly annotations: readonly TaskFileAnnotation[];
};
