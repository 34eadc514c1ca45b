import type { Json } from './hash-json.ts';

/** When gathered commits become a run: after `weight` units of change, or when it was quiet for `seconds`. */
export type Debounce = {
  /** As the worker weighs commits: new labels, files; 1 for each commit unless it says otherwise. */
  readonly weight: number;
  readonly seconds: number;
  /** However busy the branch is, the first commit waits no longer. */
  readonly maxSeconds: number;
};

export type PipelineInput = {
  /** The repo's uid. */
  readonly repo: string;
  readonly branch: string;
};

/**
 * A node's spec; every change is a new version, and a run keeps the version that it was made with.
 * Later kinds of worker (`command`, `container`, `people`) join by a `kind` of their own beside `function`.
 */
export type PipelineSpec = {
  readonly worker: { readonly kind: 'function'; readonly name: string };
  readonly parameters: { readonly [key: string]: Json };
  readonly inputs: readonly PipelineInput[];
  readonly debounce: Debounce;
};

/** One input of a run: the commit that it works on, exactly. */
export type RunInput = PipelineInput & { readonly commit: string | null };
