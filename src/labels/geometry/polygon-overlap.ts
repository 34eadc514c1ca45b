import { enclosingBox } from './enclosing-box.ts';
import type { Box, Point } from './point.ts';
import { polygonArea, signedArea } from './polygon-area.ts';

/**
 * Area that two simple polygons share, whatever their form. Each is the signed sum of triangles from one corner,
 * so their overlap is the signed sum of the overlaps of triangles. Cost: corners times corners.
 */
export const overlapArea = (a: readonly Point[], b: readonly Point[]): number => {
  if (!doBoxesMeet(enclosingBox(a), enclosingBox(b))) return 0;
  const [first, second] = [fan(a), fan(b)];
  let area = 0;
  for (const one of first)
    for (const other of second)
      if (doBoxesMeet(one.box, other.box))
        area += one.sign * other.sign * clippedArea(one.points, other.points);
  return Math.abs(area);
};

/** Intersection over union, 0 to 1; two polygons without area have 1 where they are the same, else 0. */
export const polygonIou = (a: readonly Point[], b: readonly Point[]): number => {
  const shared = overlapArea(a, b);
  const all = polygonArea(a) + polygonArea(b) - shared;
  if (all > 0) return Math.min(1, shared / all);
  return a.length === b.length && a.every(([x, y], at) => x === b[at]?.[0] && y === b[at]?.[1]) ? 1 : 0;
};

type Triangle = { readonly points: readonly Point[]; readonly sign: number; readonly box: Box };

const fan = (polygon: readonly Point[]): readonly Triangle[] => {
  const [origin, ...rest] = polygon;
  if (origin === undefined) return [];
  return rest.slice(1).flatMap((to, index) => {
    const points = [origin, rest[index] as Point, to];
    const area = signedArea(points);
    if (area === 0) return [];
    const turned = area < 0 ? points.toReversed() : points;
    return [{ points: turned, sign: Math.sign(area), box: enclosingBox(points) }];
  });
};

const doBoxesMeet = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

/** Cuts one convex polygon by each edge of another (both with positive area). */
const clippedArea = (subject: readonly Point[], clip: readonly Point[]): number => {
  let points = subject;
  for (let edge = 0; edge < clip.length && points.length > 0; edge++) {
    const from = clip[edge] as Point;
    const to = clip[(edge + 1) % clip.length] as Point;
    points = cutBy(points, from, to);
  }
  return polygonArea(points);
};

const cutBy = (points: readonly Point[], from: Point, to: Point): readonly Point[] => {
  const side = ([x, y]: Point): number =>
    (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
  const kept: Point[] = [];
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length] as Point;
    const [here, there] = [side(point), side(next)];
    if (here >= 0) kept.push(point);
    if (here > 0 !== there > 0 && here !== there) {
      const part = here / (here - there);
      kept.push([point[0] + part * (next[0] - point[0]), point[1] + part * (next[1] - point[1])]);
    }
  }
  return kept;
};
