import { type Bounds, boundsOf, overlaps, type Point } from './point.ts';
import { polygonArea } from './polygon.ts';

/**
 * Area that two simple polygons share, whatever their form. Each is the signed sum of triangles from one corner,
 * so their overlap is the signed sum of the overlaps of triangles. Cost: corners times corners.
 */
export const overlapArea = (a: readonly Point[], b: readonly Point[]): number => {
  if (!overlaps(boundsOf(a), boundsOf(b))) return 0;
  const [first, second] = [fan(a), fan(b)];
  let area = 0;
  for (const one of first)
    for (const other of second)
      if (overlaps(one.bounds, other.bounds))
        area += one.sign * other.sign * clippedArea(one.points, other.points);
  return Math.abs(area);
};

/** Intersection over union, 0 to 1; two polygons without area have 1 where they are the same, else 0. */
export const polygonIou = (a: readonly Point[], b: readonly Point[]): number => {
  if (!overlaps(boundsOf(a), boundsOf(b))) return 0;
  const shared = overlapArea(a, b);
  const all = polygonArea(a) + polygonArea(b) - shared;
  if (all > 0) return Math.min(1, shared / all);
  return a.length === b.length && a.every(({ x, y }, at) => x === b[at]?.x && y === b[at]?.y) ? 1 : 0;
};

type Triangle = { readonly points: readonly Point[]; readonly sign: number; readonly bounds: Bounds };

const fan = (polygon: readonly Point[]): readonly Triangle[] => {
  const [origin, ...rest] = polygon;
  if (origin === undefined) return [];
  return rest.slice(1).flatMap((to, index) => {
    const points = [origin, rest[index] as Point, to];
    const area = sideOf(origin, rest[index] as Point, to);
    if (area === 0) return [];
    return [
      { points: area < 0 ? points.toReversed() : points, sign: Math.sign(area), bounds: boundsOf(points) },
    ];
  });
};

/** Positive where `p` is right of the way from `a` to `b`, as the y axis points down. */
const sideOf = (a: Point, b: Point, p: Point): number =>
  (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);

/** Cuts one convex polygon by each edge of another; both run clockwise. */
const clippedArea = (subject: readonly Point[], clip: readonly Point[]): number => {
  let points = subject;
  for (let edge = 0; edge < clip.length && points.length > 0; edge++)
    points = cutBy(points, clip[edge] as Point, clip[(edge + 1) % clip.length] as Point);
  return polygonArea(points);
};

const cutBy = (points: readonly Point[], from: Point, to: Point): readonly Point[] => {
  const kept: Point[] = [];
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length] as Point;
    const [here, there] = [sideOf(from, to, point), sideOf(from, to, next)];
    if (here >= 0) kept.push(point);
    if (here > 0 !== there > 0 && here !== there) {
      const part = here / (here - there);
      kept.push({ x: point.x + part * (next.x - point.x), y: point.y + part * (next.y - point.y) });
    }
  }
  return kept;
};
