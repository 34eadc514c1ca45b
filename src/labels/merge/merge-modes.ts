import type { AnnotationsMerge } from './annotations-merge.ts';
import { mergeFuse } from './merge-fuse.ts';
import { mergeUnion } from './merge-union.ts';

/** The ways to merge annotations; a new one is a file and a line here. */
export const mergeModes = { union: mergeUnion, fuse: mergeFuse } as const satisfies Record<
  string,
  AnnotationsMerge
>;

export type MergeMode = keyof typeof mergeModes;
