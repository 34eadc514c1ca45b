import { isJsonObject, type Json, type JsonObject, ownValue } from '../json.ts';

/** One item of Label Studio's `result[]`, exactly as it came; keys that nobody here knows survive. */
export type LabelResult = JsonObject;

/** The string under `key`, or undefined where it is missing or something else. */
export const textOf = (result: JsonObject, key: string): string | undefined => {
  const value = ownValue(result, key);
  return typeof value === 'string' ? value : undefined;
};

export const isRelation = (result: LabelResult): boolean => textOf(result, 'type') === 'relation';

/** The result's `value`; empty for relations and for results that have none. */
export const valueOf = (result: LabelResult): JsonObject => {
  const value = ownValue(result, 'value');
  return isJsonObject(value) ? value : {};
};

/** True for an array of strings. */
export const isTextArray = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
