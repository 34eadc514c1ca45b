import { distanceToSegment, type Point } from './point.ts';

/** Even-odd: a point inside of a hole that the outline makes by crossing itself is outside. */
export function polygonContains(points: readonly Point[], p: Point): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const a = points[i] as Point;
    const b = points[j] as Point;
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The edge nearest to `p`: the index of its first point, and how far it is. */
export function nearestEdge(
  points: readonly Point[],
  p: Point,
  closed = true,
): { readonly index: number; readonly distance: number } {
  let best = { index: -1, distance: Number.POSITIVE_INFINITY };
  const edges = closed ? points.length : points.length - 1;
  for (let index = 0; index < edges; index++) {
    const far = distanceToSegment(p, points[index] as Point, points[(index + 1) % points.length] as Point);
    if (far < best.distance) best = { index, distance: far };
  }
  return best;
}

/** In square units; positive whatever way the outline runs. */
export function polygonArea(points: readonly Point[]): number {
  let twice = 0;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const a = points[i] as Point;
    const b = points[j] as Point;
    twice += b.x * a.y - a.x * b.y;
  }
  return Math.abs(twice) / 2;
}
