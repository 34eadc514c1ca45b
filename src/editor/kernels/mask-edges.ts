import type { Point, Size } from '../../labels/geometry/point.ts';
import { type Edges, eachSpan } from '../../labels/masks/mask-spans.ts';

/**
 * The pixels whose middle a round brush covers on its way along the points. Row by row, so that it costs what the
 * stroke is long, however large the image.
 */
export function strokeEdges(size: Size, points: readonly Point[], radius: number): Edges {
  const rows = new Map<number, (readonly [left: number, right: number])[]>();
  const cover = (from: Point, to: Point): void => {
    const top = Math.max(0, Math.ceil(Math.min(from.y, to.y) - radius - 0.5));
    const bottom = Math.min(size.height - 1, Math.floor(Math.max(from.y, to.y) + radius - 0.5));
    for (let row = top; row <= bottom; row++) {
      const span = capsuleAt(from, to, radius, row + 0.5);
      const left = Math.max(0, Math.round(span[0]));
      const right = Math.min(size.width, Math.round(span[1]));
      if (left >= right) continue;
      const spans = rows.get(row);
      if (spans) spans.push([left, right]);
      else rows.set(row, [[left, right]]);
    }
  };
  points.forEach((point, index) => cover(points[index - 1] ?? point, point));
  const edges: number[] = [];
  for (const row of [...rows.keys()].sort((a, b) => a - b)) {
    const start = row * size.width;
    for (const [left, right] of (rows.get(row) ?? []).sort((a, b) => a[0] - b[0]))
      addSpan(edges, start + left, start + right);
  }
  return edges;
}

/** From where to where a brush that went from one point to another covers the line at `y`: it is convex. */
function capsuleAt(from: Point, to: Point, radius: number, y: number): readonly [number, number] {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  const reach = (x: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
  };
  for (const { x, y: middle } of [from, to]) {
    const high = radius * radius - (y - middle) ** 2;
    if (high < 0) continue;
    reach(x - Math.sqrt(high));
    reach(x + Math.sqrt(high));
  }
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return [left, right];
  const aside = { x: (-(to.y - from.y) / length) * radius, y: ((to.x - from.x) / length) * radius };
  for (const side of [1, -1]) {
    const start = { x: from.x + side * aside.x, y: from.y + side * aside.y };
    const part = (y - start.y) / (to.y - from.y);
    if (part >= 0 && part <= 1) reach(start.x + part * (to.x - from.x));
  }
  return [left, right];
}

/** What either covers; with `without`, what only the first does. */
export function combineEdges(first: Edges, second: Edges, without = false): Edges {
  const made: number[] = [];
  let [a, b, since] = [0, 0, -1];
  // an edge turns its mask on or off: even ones are beginnings
  while (a < first.length || b < second.length) {
    const at = Math.min(first[a] ?? Number.POSITIVE_INFINITY, second[b] ?? Number.POSITIVE_INFINITY);
    if (first[a] === at) a += 1;
    if (second[b] === at) b += 1;
    const [inFirst, inSecond] = [a % 2 === 1, b % 2 === 1];
    const isOn = without ? inFirst && !inSecond : inFirst || inSecond;
    if (isOn && since < 0) since = at;
    else if (!isOn && since >= 0) {
      addSpan(made, since, at);
      since = -1;
    }
  }
  return made;
}

/** Adds a stretch that begins no earlier than the last one: those that touch are one. */
function addSpan(edges: number[], from: number, to: number): void {
  const last = edges.length - 1;
  if (last > 0 && (edges[last] as number) >= from) edges[last] = Math.max(edges[last] as number, to);
  else edges.push(from, to);
}

/** Edges moved by whole pixels; what leaves the image is cut. */
export function moveEdges(edges: Edges, size: Size, by: Point): Edges {
  const dx = Math.round(by.x);
  const dy = Math.round(by.y);
  const moved: number[] = [];
  eachSpan(edges, size.width, (y, left, right) => {
    const row = y + dy;
    if (row < 0 || row >= size.height) return;
    const from = row * size.width + Math.max(0, left + dx);
    const to = row * size.width + Math.min(size.width, right + dx);
    if (from >= to) return;
    addSpan(moved, from, to);
  });
  return moved;
}

/** Where in the edges the first stretch stands that ends after a pixel: found by halving. */
export function firstEndingAfter(edges: Edges, pixel: number): number {
  let low = 0;
  let high = edges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle * 2 + 1] as number) <= pixel) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** True when the pixel is painted. */
export function isPainted(edges: Edges, pixel: number): boolean {
  const at = firstEndingAfter(edges, pixel);
  return at < edges.length && (edges[at] as number) <= pixel;
}
