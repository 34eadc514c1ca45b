import type { JsonObject } from '../../labels/json.ts';
import { valueOf } from '../../labels/results/label-result.ts';
import type { Region } from '../regions/region.ts';
import { makeDiff, type RecordsDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';
import { withValueFields } from './edited.ts';

/** Writes new geometry into every result of each region; results that never carried it stay without. */
export function reshapeRegions(
  changes: readonly (readonly [region: Region, geometry: JsonObject])[],
): RecordsDiff<ResultRecord> {
  const updated: (readonly [ResultRecord, ResultRecord])[] = [];
  for (const [region, geometry] of changes) {
    const keys = Object.keys(geometry);
    for (const record of region.records) {
      const value = valueOf(record.json);
      if (!keys.some((key) => key in value)) continue;
      if (keys.every((key) => JSON.stringify(value[key]) === JSON.stringify(geometry[key]))) continue;
      updated.push([record, withValueFields(record, geometry)]);
    }
  }
  return makeDiff({ updated });
}
