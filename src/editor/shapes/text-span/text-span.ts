import { ownValue } from '../../../labels/json.ts';
import type { ShapeKind } from '../shape-kind.ts';

/** A span of a Text: offsets in code points, end exclusive. */
export const textSpan: ShapeKind = {
  type: 'text-span',
  noun: 'span',
  objects: ['text'],
  bareType: undefined,
  resultTypes: [],
  keys: ['start', 'end', 'text'],
  fits: (value) => typeof value['start'] === 'number' && typeof value['end'] === 'number',
  describe(value) {
    const text = ownValue(value, 'text');
    return typeof text === 'string' ? text : `${Number(value['start'])}–${Number(value['end'])}`;
  },
  place: (value) => `at character ${Number(value['start']) + 1}`,
};
