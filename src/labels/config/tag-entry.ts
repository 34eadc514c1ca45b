import type { JsonObject } from '../json.ts';
import type { ConfigNode } from './config-node.ts';

/** A `type` that results of a control have. */
export type ResultType = {
  readonly type: string;
  /** The key in `value` that holds the answer; a bare shape has none, all its value is geometry. */
  readonly key?: string;
  /** An answer about the whole object, unless the result carries a region's geometry too. */
  readonly classification?: true;
  /** The answer is names (labels, choices) that can be counted by class. */
  readonly hasClasses?: true;
  /** What is wrong with a value of this type, or undefined. Unknown keys are never wrong. */
  readonly valueProblem: ValueCheck;
};

export type ValueCheck = (value: JsonObject) => string | undefined;

/**
 * All that shared code knows about a tag. To add one: a file in `tags/`, a line in `tag-registry.ts`.
 */
export type TagEntry = {
  /** As Label Studio's documentation writes it. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind: 'object' | 'control' | 'visual' | 'child';
  /** Label Studio has it, the editor here does not show it yet; its results are kept and checked leniently. */
  readonly unsupported?: true;
  /** Attributes that must be there, as documented. */
  readonly required?: readonly string[];
  /** Attributes with a closed list of values; names lower-case. */
  readonly allowed?: Readonly<Record<string, readonly string[]>>;
  /** Attributes that hold a number; names lower-case. */
  readonly numbers?: readonly string[];
  /** Controls: the children that name its labels. */
  readonly child?: 'label' | 'choice' | 'relation' | 'bucket';
  /** Controls: object tags that it works on; any where left out. */
  readonly worksOn?: readonly string[];
  /** Its body is source (HTML, CSS), not tags. */
  readonly rawBody?: true;
  readonly results?: readonly ResultType[];
  /** Objects: what is wrong with the region of a `Labels` result on it. */
  readonly regionProblem?: ValueCheck;
  /** More that can be wrong with the element itself, in words. */
  readonly check?: (node: ConfigNode) => readonly string[];
};
