import { shapeLabelsTag } from '../shape-tags.ts';
import { brushShape } from './brush.ts';

export const brushLabelsTag = shapeLabelsTag(brushShape);
