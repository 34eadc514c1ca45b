import type { TaskFileAnnotation } from '../task-file/task-file.ts';
import type { TaskConflict, Three } from './task-conflict.ts';

/** Merges the annotations of one task; `key` is the task's, for conflict records. */
export type AnnotationsMerge = (
  sides: Three<readonly TaskFileAnnotation[]>,
  key: string,
) => {
  readonly annotations: readonly TaskFileAnnotation[];
  readonly conflicts: readonly TaskConflict[];
};
