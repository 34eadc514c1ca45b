import { shapeLabelsTag } from '../shape-tags.ts';
import { rectangleShape } from './rectangle.ts';

export const rectangleLabelsTag = shapeLabelsTag(rectangleShape);
