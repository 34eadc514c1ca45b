import type { JsonObject } from '../../labels/json.ts';

/** What the core must know of a shape; drawing and handles of image shapes are in `ImageShape`. */
export interface ShapeKind {
  readonly type: string;
  /** What people call it. */
  readonly noun: string;
  /** Lower-case object tags that it lies on. */
  readonly objects: readonly string[];
  /** `type` of a result without a class; undefined where a region always has one. */
  readonly bareType: string | undefined;
  /** Result types that are always this shape. */
  readonly resultTypes: readonly string[];
  /** The keys of `value` that are the geometry; a result about a region repeats them. */
  readonly keys: readonly string[];
  /** True when a value of the generic type `labels` is of this shape. */
  fits(value: JsonObject): boolean;
  /** For screen readers and the region list, what is in it or how large it is: `a word`, `12 × 8 %`. */
  describe(value: JsonObject): string;
  /** For screen readers, where it is: `at 10, 20 %`. */
  place?(value: JsonObject): string;
}
