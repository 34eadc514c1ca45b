import type { JsonObject } from '../../../labels/json.ts';
import type { Provenance } from '../../../versions/version-store.ts';
import type { Json } from '../../../pipelines/hash-json.ts';

/* What the steps of a run answer, and the next ones read. */

export type ReadOutput = {
  readonly labels: Provenance;
  readonly dataId: string;
  readonly modelType: string;
  /** The config at that commit: the hash of its bytes. */
  readonly configSha: string;
  /** What the labels were made from. */
  readonly inputs: readonly Provenance[];
};

export type StoredFile = {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly md5: string;
};

export type TrainOutput = { readonly files: readonly StoredFile[]; readonly summary: JsonObject };

export type CommitOutput = Provenance;

export type PredictOutput = Provenance & { readonly count: number };

export type LoadOutput = {
  readonly modelVersion: string;
  readonly loaded: number;
  readonly passed: number;
};

/** Each is plain JSON; the names are the steps'. */
export const outputOf = <T>(outputs: Readonly<Record<string, Json>>, step: string): T => {
  const output = outputs[step];
  if (output === undefined) throw new Error(`the step ${step} has not answered`);
  return output as T;
};
