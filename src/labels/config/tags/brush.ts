import { type Json, ownValue } from '../../json.ts';
import { type ShapeOfTag, shapeTag } from '../shape-tags.ts';

const isByte = (value: Json): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;

/** A mask as run lengths: bytes of Label Studio's codec over the original size. */
export const brushShape: ShapeOfTag = {
  name: 'Brush',
  worksOn: ['image'],
  valueProblem: (value) => {
    const rle = ownValue(value, 'rle');
    if (Array.isArray(rle)) return rle.every(isByte) ? undefined : 'rle is not an array of bytes';
    // Drafts may carry strokes or a picture in place of the mask.
    const fast = ownValue(value, 'touches') ?? ownValue(value, 'maskDataURL');
    return fast === undefined ? 'rle is missing' : undefined;
  },
};

export const brushTag = shapeTag(brushShape);
