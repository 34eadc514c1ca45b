import type { Json, JsonObject } from '../../labels/json.ts';
import type { Control } from '../controls/control.ts';
import { valueKey } from '../controls/control-kinds.ts';
import type { ShapeKind } from '../shapes/shape-kind.ts';
import type { ResultRecord } from '../store/result-record.ts';

/** What a new region is drawn with: its control and, for classes, those that are armed. */
export interface Pen {
  readonly control: Control;
  readonly labels: readonly string[];
}

export interface NewRegion {
  readonly id: string;
  readonly toName: string;
  readonly shape: ShapeKind;
  readonly value: JsonObject;
  /** Fields beside `value` that the object adds: `original_width`, `item_index`. */
  readonly envelope: JsonObject;
  readonly pens: readonly Pen[];
  readonly order: number;
}

/**
 * The results of a new region: one for each pen, all with the geometry. A pen without a class writes the bare shape;
 * a bare shape beside `Labels` writes both, as Label Studio does.
 */
export function createRegion(region: NewRegion, nextKey: () => string): ResultRecord[] {
  return region.pens.map(({ control, labels }, sub) => {
    const classed = control.kind.family === 'labels' && labels.length > 0;
    const type = classed ? control.kind.resultType : (region.shape.bareType ?? control.kind.resultType);
    const value: Record<string, Json> = { ...region.value };
    if (classed) value[valueKey(type)] = [...labels];
    const json: Record<string, Json> = {
      ...region.envelope,
      value,
      id: region.id,
      from_name: control.name,
      to_name: region.toName,
      type,
      origin: 'manual',
    };
    return { key: nextKey(), order: region.order, sub, json };
  });
}
