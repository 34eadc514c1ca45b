import type { TagNode } from '../config/tag-node.ts';
import { defaultNumber, numberProblem } from '../kernels/number-problem.ts';
import { isJsonObject, type Json } from '../../labels/json.ts';

/** What the editor's core must know of a control tag; how it looks is in `tags/`. */
export interface ControlKind {
  readonly tag: string;
  /**
   * labels: gives regions their classes; shape: draws regions without a class; value: answers something about the
   * item or about a region; relations: names for links between regions.
   */
  readonly family: 'labels' | 'shape' | 'value' | 'relations';
  /** `type` of its results and the key of their value. */
  readonly resultType: string;
  /** The shape it draws; for `Labels`, the object's own (a span of a text) if it has one. */
  readonly shape?: string;
  /** The tag of its children that are options. */
  readonly option?: 'label' | 'choice' | 'relation';
  /** The answer that stands where none was given, from a submit on. */
  readonly defaultAnswer?: (node: TagNode) => Json | undefined;
  /** Why an answer cannot be submitted. */
  readonly answerProblem?: (node: TagNode, answer: Json) => string | undefined;
}

const kinds: readonly ControlKind[] = [
  { tag: 'labels', family: 'labels', resultType: 'labels', option: 'label' },
  {
    tag: 'rectanglelabels',
    family: 'labels',
    resultType: 'rectanglelabels',
    shape: 'rectangle',
    option: 'label',
  },
  { tag: 'polygonlabels', family: 'labels', resultType: 'polygonlabels', shape: 'polygon', option: 'label' },
  { tag: 'brushlabels', family: 'labels', resultType: 'brushlabels', shape: 'brush', option: 'label' },
  { tag: 'rectangle', family: 'shape', resultType: 'rectangle', shape: 'rectangle' },
  { tag: 'polygon', family: 'shape', resultType: 'polygon', shape: 'polygon' },
  { tag: 'brush', family: 'shape', resultType: 'brush', shape: 'brush' },
  { tag: 'choices', family: 'value', resultType: 'choices', option: 'choice' },
  { tag: 'textarea', family: 'value', resultType: 'textarea' },
  { tag: 'rating', family: 'value', resultType: 'rating' },
  {
    tag: 'number',
    family: 'value',
    resultType: 'number',
    defaultAnswer: defaultNumber,
    answerProblem: (node, answer) => (typeof answer === 'number' ? numberProblem(node, answer) : undefined),
  },
  { tag: 'relations', family: 'relations', resultType: 'relation', option: 'relation' },
];

const byTag = new Map(kinds.map((kind) => [kind.tag, kind]));

export const controlKind = (tag: string): ControlKind | undefined => byTag.get(tag);

/** The key of `value` that holds what a control says; TextArea alone is not named like its type. */
export const valueKey = (resultType: string): string => (resultType === 'textarea' ? 'text' : resultType);

/** True for what counts as no answer: nothing, an empty list or text, no stars. */
export const isNoAnswer = (value: Json | undefined, resultType: string): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isJsonObject(value) && Object.keys(value).length === 0) ||
  (resultType === 'rating' && value === 0);
