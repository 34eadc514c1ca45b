import { findResultType } from '../config/tag-registry.ts';
import { ownValue } from '../json.ts';
import { stringifyCanonical } from '../canonical-json.ts';
import { isRelation, type LabelResult, textOf, valueOf } from './label-result.ts';

/**
 * Names a result within its annotation, whatever else changes in it: a JSON array that begins with its kind.
 * `["region", id, from_name]`, `["classification", from_name, to_name, item_index]`,
 * `["relation", from_id, to_id, labels]`, `["unnamed", …]` for a region without an id; the second of equals
 * ends with its number.
 */
export type ResultIdentity = string;

/** An answer about the whole object (or item), not about a region. */
export const isClassification = (result: LabelResult): boolean => {
  const type = findResultType(textOf(result, 'type') ?? '');
  if (type?.classification === undefined) return false;
  // With a region's geometry beside the answer it is an answer about that region.
  return Object.keys(valueOf(result)).every((key) => key === type.key);
};

/** A part of an object: has geometry, and shares its id with other answers about the same part. */
export const isRegion = (result: LabelResult): boolean => !isRelation(result) && !isClassification(result);

/** Every result by its identity, in order. */
export const indexResults = (results: readonly LabelResult[]): ReadonlyMap<ResultIdentity, LabelResult> => {
  const index = new Map<ResultIdentity, LabelResult>();
  for (const result of results) {
    const parts = identityParts(result);
    let identity = stringifyCanonical(parts);
    for (let number = 2; index.has(identity); number++)
      identity = stringifyCanonical([...parts, `#${number}`]);
    index.set(identity, result);
  }
  return index;
};

const identityParts = (result: LabelResult) => {
  const fromName = textOf(result, 'from_name') ?? null;
  const toName = textOf(result, 'to_name') ?? null;
  if (isRelation(result))
    return [
      'relation',
      textOf(result, 'from_id') ?? null,
      textOf(result, 'to_id') ?? null,
      ownValue(result, 'labels') ?? [],
    ];
  if (isClassification(result))
    return ['classification', fromName, toName, ownValue(result, 'item_index') ?? null];
  const id = textOf(result, 'id');
  // Without an id there is nothing but its content to know it by.
  return id === undefined ? ['unnamed', fromName, result] : ['region', id, fromName];
};
