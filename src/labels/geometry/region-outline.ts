import { type Json, type JsonObject, ownValue } from '../json.ts';
import { boundsOf, type Point, type Size } from './point.ts';
import { cornersOf } from './rotated-box.ts';

/** The outline of an image region, in pixels of the original image. */
export type RegionOutline = {
  readonly points: readonly Point[];
  /** The smallest upright box around it. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** The region is a box: it says no more about the object's form than where it is. */
  readonly isBox: boolean;
};

type OutlineReader = (value: JsonObject, image: Size) => RegionOutline | undefined;

const numberOf = (value: JsonObject, key: string): number | undefined => {
  const found = ownValue(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
};

const outline = (points: readonly Point[], isBox: boolean): RegionOutline => {
  const { left, top, right, bottom } = boundsOf(points);
  return { points, isBox, box: { x: left, y: top, width: right - left, height: bottom - top } };
};

/** Percent to pixels; a rotation is right only in pixels. */
const readRectangle: OutlineReader = (value, image) => {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => numberOf(value, key));
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  const box = {
    x: (x * image.width) / 100,
    y: (y * image.height) / 100,
    width: (width * image.width) / 100,
    height: (height * image.height) / 100,
  };
  const rotation = numberOf(value, 'rotation') ?? 0;
  const turned = outline(cornersOf({ ...box, rotation }), true);
  // Without rotation the numbers are not passed through sums that would round them.
  return rotation === 0 ? { ...turned, box } : turned;
};

const readPolygon: OutlineReader = (value, image) => {
  const points = ownValue(value, 'points');
  if (!Array.isArray(points) || points.length === 0) return undefined;
  const pixels = points.flatMap((point: Json) =>
    Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number'
      ? [{ x: (point[0] / 100) * image.width, y: (point[1] / 100) * image.height }]
      : [],
  );
  return pixels.length === points.length ? outline(pixels, false) : undefined;
};

const steps = 64;

/** As a polygon of 64 corners. */
const readEllipse: OutlineReader = (value, image) => {
  const [x, y, rx, ry] = ['x', 'y', 'radiusX', 'radiusY'].map((key) => numberOf(value, key));
  if (x === undefined || y === undefined || rx === undefined || ry === undefined) return undefined;
  const angle = ((numberOf(value, 'rotation') ?? 0) * Math.PI) / 180;
  const [wide, high] = [(rx * image.width) / 100, (ry * image.height) / 100];
  const points = Array.from({ length: steps }, (_, step) => {
    const turn = (step * 2 * Math.PI) / steps;
    const [along, across] = [wide * Math.cos(turn), high * Math.sin(turn)];
    return {
      x: (x * image.width) / 100 + along * Math.cos(angle) - across * Math.sin(angle),
      y: (y * image.height) / 100 + along * Math.sin(angle) + across * Math.cos(angle),
    };
  });
  return outline(points, false);
};

/** To add a shape: one reader here; the first that knows a value reads it. */
const outlineReaders: readonly OutlineReader[] = [readRectangle, readPolygon, readEllipse];

/** The outline of a result's `value` in pixels; undefined for values without one (masks, spans, key points). */
export const regionOutline = (value: JsonObject, image: Size): RegionOutline | undefined => {
  for (const read of outlineReaders) {
    const found = read(value, image);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** `original_width` and `original_height` of a result, where both are there. */
export const originalSize = (result: JsonObject): Size | undefined => {
  const [width, height] = [numberOf(result, 'original_width'), numberOf(result, 'original_height')];
  return width !== undefined && height !== undefined && width > 0 && height > 0
    ? { width, height }
    : undefined;
};
