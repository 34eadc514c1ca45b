import { needNumbers } from '../../results/value-checks.ts';
import { type ShapeOfTag, shapeTag } from '../shape-tags.ts';

/** Percent of the original size; rotation in degrees about the top left corner, 0 where left out. */
export const rectangleShape: ShapeOfTag = {
  name: 'Rectangle',
  worksOn: ['image'],
  numbers: ['opacity', 'strokewidth'],
  allowed: { snap: ['pixel', 'none'] },
  valueProblem: needNumbers('x', 'y', 'width', 'height'),
};

export const rectangleTag = shapeTag(rectangleShape);
