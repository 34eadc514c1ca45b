import { type Bounds, boundsOf } from '../geometry/point.ts';

/** The painted pixels of an image as [start, end, start, end, …] in row order. */
export type Edges = readonly number[];

/** Calls `visit` for each stretch of a row that is painted. */
export function eachSpan(
  edges: Edges,
  width: number,
  visit: (y: number, left: number, right: number) => void,
): void {
  for (let i = 0; i < edges.length; i += 2) {
    const end = edges[i + 1] as number;
    for (let at = edges[i] as number; at < end; ) {
      const y = Math.floor(at / width);
      const right = Math.min(end, (y + 1) * width);
      visit(y, at - y * width, right - y * width);
      at = right;
    }
  }
}

/** The upright box of the painted pixels; empty at the corner where there are none. */
export function edgesBounds(edges: Edges, width: number): Bounds {
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  let top = Number.POSITIVE_INFINITY;
  let bottom = 0;
  eachSpan(edges, width, (y, from, to) => {
    if (from < left) left = from;
    if (to > right) right = to;
    if (y < top) top = y;
    if (y + 1 > bottom) bottom = y + 1;
  });
  return right > 0 ? { left, top, right, bottom } : boundsOf([{ x: 0, y: 0 }]);
}
