import type { Point } from './point.ts';

/** Area by the shoelace formula; negative for points that run counter-clockwise on a screen. */
export const signedArea = (points: readonly Point[]): number => {
  let twice = 0;
  for (const [index, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(index + 1) % points.length] as Point;
    twice += x * nextY - nextX * y;
  }
  return twice / 2;
};

export const polygonArea = (points: readonly Point[]): number => Math.abs(signedArea(points));
