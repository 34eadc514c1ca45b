import type { Point, Size } from '../../labels/geometry/point.ts';
import { type Edges, eachSpan } from '../../labels/masks/mask-spans.ts';

/** Edges painted onto a raster of one byte a pixel. */
export function rasterOf(edges: Edges, size: Size): Uint8Array {
  const raster = new Uint8Array(size.width * size.height);
  for (let i = 0; i < edges.length; i += 2) raster.fill(1, edges[i], edges[i + 1]);
  return raster;
}

export function edgesOf(raster: Uint8Array): Edges {
  const edges: number[] = [];
  let at = raster.indexOf(1);
  while (at >= 0) {
    let end = raster.indexOf(0, at);
    if (end < 0) end = raster.length;
    edges.push(at, end);
    at = raster.indexOf(1, end);
  }
  return edges;
}

/** Paints (1) or erases (0) the way of a round brush along points. */
export function strokeRaster(
  raster: Uint8Array,
  size: Size,
  points: readonly Point[],
  radius: number,
  value: 0 | 1,
): void {
  const disc = (center: Point): void => {
    const top = Math.max(0, Math.ceil(center.y - radius - 0.5));
    const bottom = Math.min(size.height - 1, Math.floor(center.y + radius - 0.5));
    for (let y = top; y <= bottom; y++) {
      const dy = y + 0.5 - center.y;
      const half = Math.sqrt(Math.max(0, radius * radius - dy * dy));
      const left = Math.max(0, Math.round(center.x - half));
      const right = Math.min(size.width, Math.round(center.x + half));
      if (left < right) raster.fill(value, y * size.width + left, y * size.width + right);
    }
  };
  const step = Math.max(0.5, radius / 16);
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before) {
      const count = Math.floor(Math.hypot(point.x - before.x, point.y - before.y) / step);
      for (let i = 1; i <= count; i++) {
        const t = i / (count + 1);
        disc({ x: before.x + (point.x - before.x) * t, y: before.y + (point.y - before.y) * t });
      }
    }
    disc(point);
  });
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
    if (moved.at(-1) === from) moved[moved.length - 1] = to;
    else moved.push(from, to);
  });
  return moved;
}

/** True when the pixel is painted: found by halving. */
export function isPainted(edges: Edges, pixel: number): boolean {
  let low = 0;
  let high = edges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle * 2 + 1] as number) <= pixel) low = middle + 1;
    else high = middle;
  }
  return low * 2 < edges.length && (edges[low * 2] as number) <= pixel;
}
