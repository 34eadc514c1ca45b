import type { Size } from '../geometry/point.ts';
import type { Edges } from './mask-spans.ts';

/**
 * COCO's run lengths of a mask: pixels counted down the columns, left to right, unpainted and painted in turn,
 * unpainted first. `edges` are in row order. The raster is never made: a pixel begins or ends a run where it differs
 * from the one above it, or, in the first row, from the last of the column before.
 */
export const columnRuns = (edges: Edges, { width, height }: Size): readonly number[] => {
  const pixels = width * height;
  const below = differences(edges, moved(edges, width, width, pixels));
  const first = differences(
    moved(edges, 0, 0, width),
    moved(edges, width - pixels + 1, 1, width), // the last row, one column on
  );
  const turns: number[] = [];
  eachPixel(first, (at) => turns.push(at * height));
  // In the first row `below` would compare with nothing.
  eachPixel(moved(below, 0, width, pixels), (at) =>
    turns.push((at % width) * height + Math.floor(at / width)),
  );
  const inOrder = Float64Array.from(turns).sort();
  const runs: number[] = [];
  let before = 0;
  for (const turn of inOrder) {
    runs.push(turn - before);
    before = turn;
  }
  runs.push(pixels - before);
  return runs;
};

/** Edges moved by so many pixels, and of them what lies in [from, to). */
const moved = (edges: Edges, by: number, from: number, to: number): Edges => {
  const kept: number[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const start = Math.max(from, (edges[i] as number) + by);
    const end = Math.min(to, (edges[i + 1] as number) + by);
    if (start < end) kept.push(start, end);
  }
  return kept;
};

/** The edges of what is painted in one and not in the other: all edges in order, equal ones gone in pairs. */
const differences = (a: Edges, b: Edges): Edges => {
  const all: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const next = (a[i] ?? Infinity) <= (b[j] ?? Infinity) ? (a[i++] as number) : (b[j++] as number);
    if (all.at(-1) === next) all.pop();
    else all.push(next);
  }
  return all;
};

const eachPixel = (edges: Edges, visit: (pixel: number) => void): void => {
  for (let i = 0; i < edges.length; i += 2)
    for (let at = edges[i] as number; at < (edges[i + 1] as number); at++) visit(at);
};
