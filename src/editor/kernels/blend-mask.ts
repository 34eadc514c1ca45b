import type { Point } from '../../labels/geometry/point.ts';
import type { Edges } from '../../labels/masks/mask-spans.ts';

/** A picture of part of an image: every `step`th pixel of every `step`th row from `left` and `top` on. */
export interface Raster {
  /** Red in the lowest byte, opacity in the highest, as ImageData holds them. */
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly step: number;
}

/** A color's red (lowest byte), green and blue, and its opacity from 0 to 255. */
export interface Ink {
  readonly rgb: number;
  readonly alpha: number;
}

/** The mask moved by `by`, blended over what the raster holds. Costs its painted pixels in the raster, no more. */
export function blendMask(edges: Edges, imageWidth: number, by: Point, ink: Ink, into: Raster): void {
  const { pixels, width, height, left, top, step } = into;
  // Neighbours mostly had the same pixel below.
  let below = 0;
  let blended = over(0, ink);
  let next = firstEndingAfter(edges, (top - by.y) * imageWidth);
  for (let row = 0; row < height; row++) {
    const begin = (top + row * step - by.y) * imageWidth;
    const end = begin + imageWidth;
    while (next < edges.length && (edges[next + 1] as number) <= begin) next += 2;
    for (let i = next; i < edges.length && (edges[i] as number) < end; i += 2) {
      const from = Math.max(edges[i] as number, begin) - begin + by.x;
      const to = Math.min(edges[i + 1] as number, end) - begin + by.x;
      const first = row * width + Math.max(0, Math.floor((from - left) / step));
      const last = row * width + Math.min(width, Math.ceil((to - left) / step));
      for (let at = first; at < last; at++) {
        const pixel = pixels[at] as number;
        if (pixel !== below) {
          below = pixel;
          blended = over(pixel, ink);
        }
        pixels[at] = blended;
      }
    }
  }
}

/** The index of the first stretch that ends after a pixel: found by halving. */
function firstEndingAfter(edges: Edges, pixel: number): number {
  let low = 0;
  let high = edges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle * 2 + 1] as number) <= pixel) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

function over(below: number, { rgb, alpha }: Ink): number {
  const kept = ((below >>> 24) * (255 - alpha)) / 255;
  const opacity = alpha + kept;
  if (opacity === 0) return 0;
  const mix = (shift: number): number =>
    Math.round((((rgb >>> shift) & 255) * alpha + ((below >>> shift) & 255) * kept) / opacity) << shift;
  return ((Math.round(opacity) << 24) | mix(16) | mix(8) | mix(0)) >>> 0;
}
