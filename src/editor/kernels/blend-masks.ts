import type { Point } from '../../labels/geometry/point.ts';
import type { Edges } from '../../labels/masks/mask-spans.ts';
import { firstEndingAfter } from './mask-edges.ts';

/** The painted pixels of a mask, and how far it is moved. */
export interface PaintedPixels {
  readonly edges: Edges;
  readonly imageWidth: number;
  readonly by: Point;
}

/** A color's red (lowest byte), green and blue, and its opacity from 0 to 255. */
export interface Ink {
  readonly rgb: number;
  readonly alpha: number;
}

export interface InkedMask {
  readonly painted: PaintedPixels;
  readonly ink: Ink;
}

/** A picture of part of an image: every `step`th pixel of every `step`th row from `left` and `top` on. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly step: number;
}

/** As many masks as an integer has bits to say which of them cover a pixel. */
const atOnce = 31;

/**
 * The masks one over the other, the undermost first, as ImageData holds pixels. Each mask costs its runs, and the
 * pixels are gone through once, however many masks there are (for each 31 of them).
 */
export function blendMasks(masks: readonly InkedMask[], raster: Raster): Int32Array<ArrayBuffer> {
  const { width, height } = raster;
  const pixels = new Int32Array(width * height);
  const turns = new Int32Array(width * height);
  for (let begin = 0; begin < masks.length; begin += atOnce) {
    const some = masks.slice(begin, begin + atOnce);
    some.forEach(({ painted }, bit) => noteTurns(painted, 1 << bit, raster, turns));
    const blend = blender(some);
    let color = 0;
    let below = 0;
    let covers = 0;
    for (let row = 0, at = 0; row < height; row++) {
      covers = 0;
      for (const end = at + width; at < end; at++) {
        const turn = turns[at] as number;
        if (turn !== 0) {
          turns[at] = 0;
          covers ^= turn;
          below = pixels[at] as number;
          color = blend(covers, below);
        }
        if (covers === 0) continue;
        if (begin > 0 && pixels[at] !== below) {
          below = pixels[at] as number;
          color = blend(covers, below);
        }
        pixels[at] = color;
      }
    }
  }
  return pixels;
}

/** Turns the mask's bit where it begins and where it ends in a row. */
function noteTurns(painted: PaintedPixels, bit: number, raster: Raster, turns: Int32Array): void {
  const { edges, imageWidth, by } = painted;
  const { width, height, left, top, step } = raster;
  let next = firstEndingAfter(edges, (top - by.y) * imageWidth);
  for (let row = 0; row < height; row++) {
    const begin = (top + row * step - by.y) * imageWidth;
    const end = begin + imageWidth;
    while (next < edges.length && (edges[next + 1] as number) <= begin) next += 2;
    let done = 0;
    for (let i = next; i < edges.length && (edges[i] as number) < end; i += 2) {
      const from = Math.max(edges[i] as number, begin) - begin + by.x;
      const to = Math.min(edges[i + 1] as number, end) - begin + by.x;
      // Two that are apart in the image may touch in the raster.
      const first = Math.max(done, Math.floor((from - left) / step));
      const last = Math.min(width, Math.ceil((to - left) / step));
      if (first >= last) continue;
      const at = row * width;
      turns[at + first] = (turns[at + first] as number) ^ bit;
      if (last < width) turns[at + last] = (turns[at + last] as number) ^ bit;
      done = last;
    }
  }
}

/** What covers a pixel is mostly what covered others before. */
function blender(masks: readonly InkedMask[]): (covers: number, below: number) => number {
  const known = new Map<number, Map<number, number>>();
  return (covers, below) => {
    let colors = known.get(below);
    if (!colors) known.set(below, (colors = new Map()));
    let color = colors.get(covers);
    if (color === undefined) {
      color = masks.reduce((sum, { ink }, bit) => (covers & (1 << bit) ? over(sum, ink) : sum), below);
      colors.set(covers, color);
    }
    return color;
  };
}

function over(below: number, { rgb, alpha }: Ink): number {
  const kept = ((below >>> 24) * (255 - alpha)) / 255;
  const opacity = alpha + kept;
  if (opacity === 0) return 0;
  const mix = (shift: number): number =>
    Math.round((((rgb >>> shift) & 255) * alpha + ((below >>> shift) & 255) * kept) / opacity) << shift;
  return (Math.round(opacity) << 24) | mix(16) | mix(8) | mix(0);
}
