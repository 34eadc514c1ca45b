import { textOf } from '../../labels/results/label-result.ts';
import type { Region } from '../regions/region.ts';
import { makeDiff, type RecordsDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';

/** Removes the regions with all that is said about them, and the relations that would hang loose. */
export function removeRegions(
  regions: readonly Region[],
  relations: readonly ResultRecord[],
): RecordsDiff<ResultRecord> {
  const ids = new Set(regions.map((region) => region.id));
  const hangs = (record: ResultRecord): boolean =>
    ids.has(textOf(record.json, 'from_id') ?? '') || ids.has(textOf(record.json, 'to_id') ?? '');
  return makeDiff({ removed: [...regions.flatMap((region) => region.records), ...relations.filter(hangs)] });
}
