import type { LabelResult } from '../../labels/results/label-result.ts';
import type { StoreRecord } from './records-diff.ts';

/** One result as the store keeps it: its JSON is what came, and is replaced only where something was edited. */
export interface ResultRecord extends StoreRecord {
  /** Place in the result list; results of one new region share it and go by `sub`. Also the z-order. */
  readonly order: number;
  readonly sub: number;
  readonly json: LabelResult;
}

/** The results of a task as records, in the order given. `nextKey` answers a fresh key each time. */
export const recordsFrom = (
  results: readonly LabelResult[],
  nextKey: () => string,
  firstOrder = 0,
): ResultRecord[] =>
  results.map((json, index) => ({ key: nextKey(), order: firstOrder + index, sub: 0, json }));

export const byOrder = (a: ResultRecord, b: ResultRecord): number => a.order - b.order || a.sub - b.sub;
