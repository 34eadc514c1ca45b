import { needPoints } from '../../results/value-checks.ts';
import { type ShapeOfTag, shapeTag } from '../shape-tags.ts';

/** Points in percent of the original size. */
export const polygonShape: ShapeOfTag = {
  name: 'Polygon',
  worksOn: ['image'],
  numbers: ['opacity', 'strokewidth'],
  allowed: {
    pointsize: ['small', 'medium', 'large'],
    pointstyle: ['rectangle', 'circle'],
    snap: ['pixel', 'none'],
  },
  valueProblem: needPoints('points'),
};

export const polygonTag = shapeTag(polygonShape);
