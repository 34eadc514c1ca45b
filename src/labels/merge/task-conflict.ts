import type { Json } from '../json.ts';
import type { ResultIdentity } from '../results/result-identity.ts';

/** One thing on three sides; undefined where it is not there. */
export type Three<T> = {
  readonly base: T | undefined;
  readonly ours: T | undefined;
  readonly theirs: T | undefined;
};

/**
 * What two sides changed differently; plain JSON, so that it can wait in a table for a person. `base`, `ours`
 * and `theirs` hold just the contested part, left out where that side does not have it:
 * the whole task file, annotation or result for `delete-edit`; the answer for `label`; the rest of `value` for
 * `geometry`; the value of `field` for `field`.
 */
export type TaskConflict = {
  readonly key: string;
  /** Annotation uid; null where it is about the task itself. */
  readonly annotation: string | null;
  /** Of the result within the annotation; null where it is about the annotation itself. */
  readonly identity: ResultIdentity | null;
  readonly kind: 'delete-edit' | 'geometry' | 'label' | 'field';
  /** Name of the contested key for `field`, else null. */
  readonly field: string | null;
  readonly base?: Json;
  readonly ours?: Json;
  readonly theirs?: Json;
};

/** Where a conflict is, without what it is about. */
export type ConflictPlace = Pick<TaskConflict, 'key' | 'annotation' | 'identity'>;

/** A conflict record; sides that have nothing are left out. */
export const conflictAt = (
  place: ConflictPlace,
  kind: TaskConflict['kind'],
  sides: Three<Json>,
  field: string | null = null,
): TaskConflict => ({
  ...place,
  kind,
  field,
  ...(sides.base === undefined ? {} : { base: sides.base }),
  ...(sides.ours === undefined ? {} : { ours: sides.ours }),
  ...(sides.theirs === undefined ? {} : { theirs: sides.theirs }),
});
