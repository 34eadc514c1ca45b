import type { Size } from '../../labels/geometry/point.ts';
import type { Edges } from '../../labels/masks/mask-spans.ts';

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
