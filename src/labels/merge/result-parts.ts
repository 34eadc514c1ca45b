import { findResultType } from '../config/tag-registry.ts';
import { isJsonObject, type Json, type JsonObject, ownValue, withValue } from '../json.ts';
import { type LabelResult, textOf } from '../results/label-result.ts';

/**
 * A result in the parts that a person changes as one: the answer (labels, choices, text), the geometry (x and
 * width of two people make a box that nobody drew), and every other key by itself.
 */
export type ResultParts = {
  readonly label: Json | undefined;
  /** `value` without the answer; undefined for a result without a `value` object (a relation). */
  readonly geometry: JsonObject | undefined;
  readonly fields: JsonObject;
};

export const splitResult = (result: LabelResult): ResultParts => {
  const value = ownValue(result, 'value');
  if (!isJsonObject(value)) return { label: undefined, geometry: undefined, fields: result };
  const key = answerKey(result);
  return {
    label: ownValue(value, key),
    geometry: withValue(value, key, undefined),
    fields: withValue(result, 'value', undefined),
  };
};

export const joinResult = ({ label, geometry, fields }: ResultParts): LabelResult => {
  if (geometry === undefined && label === undefined) return fields;
  return withValue(fields, 'value', withValue(geometry ?? {}, answerKey(fields), label));
};

// Depends on the type alone, so that a merged type finds the merged answer. A bare shape has no answer of its
// own; when one side names it, type and answer change together.
const answerKey = (result: LabelResult): string => {
  const type = textOf(result, 'type') ?? '';
  return findResultType(type)?.key ?? type;
};
