import type { TaskFileAnnotation } from '../task-file/task-file.ts';
import type { TaskConflict, Three } from './task-conflict.ts';
import { mergeFuse } from './merge-fuse.ts';
import { mergeUnion } from './merge-union.ts';

/** Merges the annotations of one task; `key` is the task's, for conflict records. */
export type AnnotationsMerge = (
  sides: Three<readonly TaskFileAnnotation[]>,
  key: string,
) => {
  readonly annotations: readonly TaskFileAnnotation[];
  readonly conflicts: readonly TaskConflict[];
};

/** The ways to merge annotations; a new one is a file and a line here. */
export const mergeModes = { union: mergeUnion, fuse: mergeFuse } as const satisfies Record<
  string,
  AnnotationsMerge
>;

export type MergeMode = keyof typeof mergeModes;
