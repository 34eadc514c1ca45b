import { stringifyCanonical } from '../canonical-json.ts';
import { isJsonObject, type Json, ownValue, withValue } from '../json.ts';
import type { LabelResult } from '../results/label-result.ts';
import type { TaskConflict } from './task-conflict.ts';

/** New region ids by old ones. */
export type RegionNames = ReadonlyMap<string, string>;

const idKeys = ['id', 'parentID', 'from_id', 'to_id'] as const;

/** The results with other region ids, in all places that name a region. */
export const renameRegions = (results: readonly LabelResult[], names: RegionNames): readonly LabelResult[] =>
  names.size === 0 ? results : results.map((result) => renameResult(result, names));

const renameResult = (result: LabelResult, names: RegionNames): LabelResult =>
  idKeys.reduce<LabelResult>((renamed, key) => {
    const id = ownValue(renamed, key);
    const name = typeof id === 'string' ? names.get(id) : undefined;
    return name === undefined ? renamed : withValue(renamed, key, name);
  }, result);

/** The conflict as it is within the annotation that took over its results under other ids. */
export const moveConflict = (
  conflict: TaskConflict,
  annotation: string,
  names: RegionNames,
): TaskConflict => {
  const move = (value: Json | undefined): Json | undefined =>
    isJsonObject(value) ? renameResult(value, names) : value;
  const whole = conflict.identity !== null && conflict.kind === 'delete-edit';
  return {
    ...conflict,
    annotation,
    identity: conflict.identity && renameIdentity(conflict.identity, names),
    ...(whole && 'base' in conflict ? { base: move(conflict.base) } : {}),
    ...(whole && 'ours' in conflict ? { ours: move(conflict.ours) } : {}),
    ...(whole && 'theirs' in conflict ? { theirs: move(conflict.theirs) } : {}),
  };
};

// ["region", id, …] and ["relation", from, to, …]
const renameIdentity = (identity: string, names: RegionNames): string => {
  const parts = JSON.parse(identity) as readonly Json[];
  const ids = parts[0] === 'region' ? 1 : parts[0] === 'relation' ? 2 : 0;
  return stringifyCanonical(
    parts.map((part, at) =>
      at >= 1 && at <= ids && typeof part === 'string' ? (names.get(part) ?? part) : part,
    ),
  );
};
