import { regionOutline, originalSize } from '../geometry/region-outline.ts';
import { boundsOf } from '../geometry/point.ts';
import { polygonIou } from '../geometry/polygon-overlap.ts';
import { isJsonObject, type JsonObject, ownValue } from '../json.ts';
import { masksIou, maskRuns } from '../masks/mask-runs.ts';
import { MaskError } from '../masks/mask-error.ts';
import { rleOf } from '../masks/rle-of.ts';
import { type LabelResult, valueOf } from '../results/label-result.ts';

/** Where a region is, to be held against others of its kind. */
export type RegionExtent = {
  readonly kind: string;
  /** Ranges along one axis and, of areas, the other; extents whose ranges do not meet do not overlap. */
  readonly low: number;
  readonly high: number;
  readonly across: readonly [number, number];
  /** Intersection over union, 0 to 1, with an extent of the same kind. */
  readonly overlap: (other: RegionExtent) => number;
};

type ExtentReader = (result: LabelResult) => RegionExtent | undefined;

/** An extent of shape T that knows its likes: `overlap` is only asked with its own kind. */
const extent = <T>(
  kind: string,
  low: number,
  high: number,
  shape: T,
  iou: (a: T, b: T) => number,
  across: readonly [number, number] = [0, 0],
): RegionExtent => {
  const own: RegionExtent & { readonly shape: T } = {
    kind,
    low,
    high,
    across,
    shape,
    overlap: (other) => iou(shape, (other as RegionExtent & { readonly shape: T }).shape),
  };
  return own;
};

/** Boxes, polygons, ellipses: as parts of the image, so that images of any size compare. */
const readOutline: ExtentReader = (result) => {
  const size = originalSize(result) ?? { width: 100, height: 100 };
  const points = regionOutline(valueOf(result), size)?.points.map(({ x, y }) => ({
    x: x / size.width,
    y: y / size.height,
  }));
  if (points === undefined) return undefined;
  const { left, right, top, bottom } = boundsOf(points);
  return extent('outline', left, right, points, polygonIou, [top, bottom]);
};

const readMask: ExtentReader = (result) => {
  const rle = rleOf(result);
  if (rle === undefined) return undefined;
  try {
    const runs = maskRuns(rle);
    return extent('mask', runs.edges[0] ?? 0, runs.edges.at(-1) ?? 0, runs, masksIou);
  } catch (error) {
    if (error instanceof MaskError) return undefined;
    throw error;
  }
};

type Span = { readonly start: number; readonly end: number };

const spanIou = (a: Span, b: Span): number => {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const all = Math.max(a.end, b.end) - Math.min(a.start, b.start);
  return all === 0 ? 1 : Math.max(0, shared) / all;
};

const spanOf = (kind: string, value: JsonObject): RegionExtent | undefined => {
  const [start, end] = [ownValue(value, 'start'), ownValue(value, 'end')];
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  return extent(kind, start, end, { start, end }, spanIou);
};

/** Spans of text and of time; of HTML by its offsets in the whole text. */
const readSpan: ExtentReader = (result) => {
  const value = valueOf(result);
  const whole = ownValue(value, 'globalOffsets');
  if (isJsonObject(whole)) return spanOf('span', whole);
  const channel = ownValue(value, 'channel') ?? 0;
  return spanOf(`span ${JSON.stringify(channel)}`, value);
};

/** To add a kind of region: one reader here. */
const extentReaders: readonly ExtentReader[] = [readOutline, readMask, readSpan];

/** undefined for regions that only an id can match (key points, tracks, paragraphs). */
export const regionExtent = (result: LabelResult): RegionExtent | undefined => {
  for (const read of extentReaders) {
    const found = read(result);
    if (found !== undefined) return found;
  }
  return undefined;
};
