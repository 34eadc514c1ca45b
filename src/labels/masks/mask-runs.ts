import { walkRle } from './walk-rle.ts';

/** The pixels of a mask as [start, end, start, end, …], in order, none touching the next. */
export type MaskRuns = {
  /** Of the whole image, in pixels. */
  readonly pixels: number;
  readonly edges: readonly number[];
};

/** The painted pixels (alpha above 0) of a brush result, without its raster. Throws MaskError. */
export const maskRuns = (rle: ArrayLike<number>): MaskRuns => {
  const edges: number[] = [];
  const count = walkRle(rle, (start, end, value) => {
    const [from, to] = [Math.floor(start / 4), Math.floor(end / 4)];
    if (value === 0 || from === to) return;
    if (edges.at(-1) === from) edges[edges.length - 1] = to;
    else edges.push(from, to);
  });
  return { pixels: Math.floor(count / 4), edges };
};

/** Intersection over union of two masks; 0 where they are of images of different sizes or both empty. */
export const masksIou = (a: MaskRuns, b: MaskRuns): number => {
  if (a.pixels !== b.pixels) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.edges.length && j < b.edges.length; ) {
    const [aEnd, bEnd] = [a.edges[i + 1] ?? 0, b.edges[j + 1] ?? 0];
    shared += Math.max(0, Math.min(aEnd, bEnd) - Math.max(a.edges[i] ?? 0, b.edges[j] ?? 0));
    if (aEnd <= bEnd) i += 2;
    else j += 2;
  }
  const all = paintedPixels(a) + paintedPixels(b) - shared;
  return all === 0 ? 0 : shared / all;
};

export const paintedPixels = ({ edges }: Pick<MaskRuns, 'edges'>): number => {
  let pixels = 0;
  for (let at = 0; at < edges.length; at += 2) pixels += (edges[at + 1] ?? 0) - (edges[at] ?? 0);
  return pixels;
};
