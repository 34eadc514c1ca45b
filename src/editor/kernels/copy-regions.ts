import type { LabelResult } from '../../labels/results/label-result.ts';
import type { ResultRecord } from '../store/result-record.ts';

/** The results of one copied region. */
export type CopiedRegion = readonly LabelResult[];

/** New regions like the copied ones: each with an id of its own, made by hand, in front of all others. */
export function pasteRegions(
  copied: readonly CopiedRegion[],
  place: (results: CopiedRegion, index: number) => CopiedRegion,
  make: { newId(): string; nextKey(): string; readonly order: number },
): { readonly records: readonly ResultRecord[]; readonly ids: readonly string[] } {
  const ids: string[] = [];
  const records = copied.flatMap((region, index) => {
    const id = make.newId();
    ids.push(id);
    return place(region, index).map((result, sub) => {
      const { parentID: _parent, score: _score, ...rest } = result;
      return { key: make.nextKey(), order: make.order + index, sub, json: { ...rest, id, origin: 'manual' } };
    });
  });
  return { records, ids };
}

/** Lays regions one step up or down: their results change places with those of the next region in the z-order. */
export function swapOrder(
  lower: readonly ResultRecord[],
  upper: readonly ResultRecord[],
): readonly (readonly [ResultRecord, ResultRecord])[] {
  const slots = [...lower, ...upper]
    .map(({ order, sub }) => ({ order, sub }))
    .sort((a, b) => a.order - b.order || a.sub - b.sub);
  return [...upper, ...lower].map((record, index) => [record, { ...record, ...slots[index] }] as const);
}
