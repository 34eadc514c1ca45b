import type { Json } from '../../labels/json.ts';
import { textOf, valueOf } from '../../labels/results/label-result.ts';
import type { Control } from '../controls/control.ts';
import { isNoAnswer, valueKey } from '../controls/control-kinds.ts';
import type { Region } from '../regions/region.ts';
import { makeDiff, type RecordsDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';
import { withValueFields } from './edited.ts';
import { aboutRegion } from './label-regions.ts';

/** The record in which a control's answer stands, among the region's or the loose ones. */
export const answerRecord = (
  records: readonly ResultRecord[],
  control: Control,
  itemIndex?: number,
): ResultRecord | undefined =>
  records.find(
    (record) =>
      textOf(record.json, 'from_name') === control.name &&
      textOf(record.json, 'type') === control.kind.resultType &&
      (!control.perItem || itemIndex === undefined || (record.json['item_index'] ?? 0) === itemIndex),
  );

export const answerOf = (record: ResultRecord | undefined, control: Control): Json | undefined =>
  record ? valueOf(record.json)[valueKey(control.kind.resultType)] : undefined;

export interface Answer {
  readonly control: Control;
  readonly value: Json;
  /** About this region; about the item when left out. */
  readonly region?: Region | undefined;
  readonly itemIndex?: number | undefined;
  /** Of a new result about the item. */
  readonly id: string;
  readonly order: number;
  readonly now: ResultRecord | undefined;
}

/** Writes, changes or (with no answer in `value`) removes the result of a control. */
export function answerControl(answer: Answer, nextKey: () => string): RecordsDiff<ResultRecord> {
  const { control, value, now, region } = answer;
  const type = control.kind.resultType;
  if (isNoAnswer(value, type)) return makeDiff({ removed: now ? [now] : [] });
  const fields = { [valueKey(type)]: value };
  if (now) {
    if (JSON.stringify(answerOf(now, control)) === JSON.stringify(value)) return makeDiff({});
    return makeDiff({ updated: [[now, withValueFields(now, fields)]] });
  }
  if (region) return makeDiff({ added: [aboutRegion(region, control, type, fields, nextKey)] });
  const json: Record<string, Json> = {
    value: fields,
    id: answer.id,
    from_name: control.name,
    to_name: control.toNames[0] ?? control.name,
    type,
    origin: 'manual',
  };
  if (control.perItem && answer.itemIndex !== undefined) json['item_index'] = answer.itemIndex;
  return makeDiff({ added: [{ key: nextKey(), order: answer.order, sub: 0, json }] });
}
