import { type Json, ownValue } from '../json.ts';
import { type LabelResult, valueOf } from '../results/label-result.ts';

/** The run lengths of a result that holds a mask; undefined for others. */
export const rleOf = (result: LabelResult): readonly number[] | undefined => {
  const rle = ownValue(valueOf(result), 'rle');
  return Array.isArray(rle) && rle.every((byte: Json) => typeof byte === 'number') ? rle : undefined;
};
