import type { Json, JsonObject } from '../../labels/json.ts';
import { valueOf } from '../../labels/results/label-result.ts';
import type { ResultRecord } from '../store/result-record.ts';

/** The record with some fields of its `value` replaced; a prediction that a person edits becomes `prediction-changed`. */
export function withValueFields(record: ResultRecord, fields: JsonObject): ResultRecord {
  const json: Record<string, Json> = { ...record.json, value: { ...valueOf(record.json), ...fields } };
  if (json['origin'] === 'prediction') json['origin'] = 'prediction-changed';
  return { ...record, json };
}
