import type { JsonObject } from '../../labels/json.ts';
import { isTextArray, textOf, valueOf } from '../../labels/results/label-result.ts';
import { shapeOfResult } from '../shapes/shape-registry.ts';
import type { ShapeKind } from '../shapes/shape-kind.ts';
import type { ResultRecord } from '../store/result-record.ts';

/** The results that share an id, seen as one thing on an object. Derived; never edited itself. */
export interface Region {
  readonly id: string;
  readonly toName: string;
  readonly shape: ShapeKind;
  /** All of its results, in order: classes first made, and answers about it. */
  readonly records: readonly ResultRecord[];
  /** The `value` that carries the geometry. */
  readonly value: JsonObject;
  readonly labels: readonly string[];
  readonly order: number;
  readonly itemIndex: number;
  /** Came as read-only. */
  readonly readOnly: boolean;
  readonly origin: string;
  readonly score: number | undefined;
}

export type ObjectTagOf = (toName: string) => string | undefined;

const labelTypes = /labels$/;

/** Makes the region of records that share an id, in order; null when none of them is a shape that we know. */
export function regionOf(records: readonly ResultRecord[], objectTagOf: ObjectTagOf): Region | null {
  let main: ResultRecord | undefined;
  let shape: ShapeKind | undefined;
  const labels: string[] = [];
  for (const record of records) {
    const type = textOf(record.json, 'type') ?? '';
    const value = valueOf(record.json);
    const own = shapeOfResult(type, objectTagOf(textOf(record.json, 'to_name') ?? '') ?? '', value);
    if (own && !shape) {
      shape = own;
      main = record;
    }
    if (own && labelTypes.test(type)) {
      const names = value[type];
      if (isTextArray(names)) for (const name of names) if (!labels.includes(name)) labels.push(name);
    }
  }
  if (!main || !shape) return null;
  const { json } = main;
  const score = json['score'];
  const itemIndex = json['item_index'];
  return {
    id: textOf(json, 'id') ?? '',
    toName: textOf(json, 'to_name') ?? '',
    shape,
    records,
    value: valueOf(json),
    labels,
    order: main.order,
    itemIndex: typeof itemIndex === 'number' ? itemIndex : 0,
    readOnly: json['readonly'] === true,
    origin: textOf(json, 'origin') ?? 'manual',
    score: typeof score === 'number' ? score : undefined,
  };
}
