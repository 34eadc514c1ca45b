import { shapeLabelsTag } from '../shape-tags.ts';
import { polygonShape } from './polygon.ts';

export const polygonLabelsTag = shapeLabelsTag(polygonShape);
