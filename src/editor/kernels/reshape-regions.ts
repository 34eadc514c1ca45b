import type { Json, JsonObject } from '../../labels/json.ts';
import { valueOf } from '../../labels/results/label-result.ts';
import type { Region } from '../regions/region.ts';
import { makeDiff, type RecordsDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';
import { withValueFields } from './edited.ts';

/**
 * Writes new geometry into every result of each region; results that never carried it stay without. Numbers that
 * came back from pixels no other than they went in stay as they were, to the last digit.
 */
export function reshapeRegions(
  changes: readonly (readonly [region: Region, geometry: JsonObject])[],
): RecordsDiff<ResultRecord> {
  const updated: (readonly [ResultRecord, ResultRecord])[] = [];
  for (const [region, geometry] of changes) {
    for (const record of region.records) {
      const value = valueOf(record.json);
      if (!Object.keys(geometry).some((key) => key in value)) continue;
      const fields: Record<string, Json> = {};
      for (const [key, next] of Object.entries(geometry)) {
        const kept = steady(value[key], next);
        if (kept !== value[key]) fields[key] = kept;
      }
      if (Object.keys(fields).length > 0) updated.push([record, withValueFields(record, fields)]);
    }
  }
  return makeDiff({ updated });
}

/** `next`, or `before` itself where both say the same. */
function steady(before: Json | undefined, next: Json): Json {
  if (typeof before === 'number' && typeof next === 'number')
    return Math.abs(before - next) < 1e-9 ? before : next;
  if (!Array.isArray(before) || !Array.isArray(next)) return before === next ? before : next;
  const mixed = next.map((item, index) => steady(before[index] as Json | undefined, item as Json));
  if (mixed.length === before.length && mixed.every((item, index) => item === before[index])) return before;
  // What nothing was kept of stays the object it is: shapes know theirs again.
  return mixed.every((item, index) => item === next[index]) ? next : mixed;
}
