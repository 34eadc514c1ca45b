import { clamp, type Point, type Size } from '../../../labels/geometry/point.ts';

/** How the image lies on the stage: stage = image × scale + (x, y), in CSS pixels. */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const margin = 12;
const most = 100;

/** The whole image in the middle of the stage; never larger than `largest` times its own size. */
export function fitViewport(image: Size, stage: Size, largest = 8): Viewport {
  const scale = Math.max(
    0.001,
    Math.min((stage.width - 2 * margin) / image.width, (stage.height - 2 * margin) / image.height, largest),
  );
  return { scale, x: (stage.width - image.width * scale) / 2, y: (stage.height - image.height * scale) / 2 };
}

export const sameView = (one: Viewport, other: Viewport): boolean =>
  one.scale === other.scale && one.x === other.x && one.y === other.y;

export const toImage = (view: Viewport, { x, y }: Point): Point => ({
  x: (x - view.x) / view.scale,
  y: (y - view.y) / view.scale,
});

export const toStage = (view: Viewport, { x, y }: Point): Point => ({
  x: x * view.scale + view.x,
  y: y * view.scale + view.y,
});

/** Zoomed by a factor; the place of the image under `at` (in CSS pixels of the stage) stays there. */
export function zoomAt(view: Viewport, at: Point, factor: number, fitted: number): Viewport {
  const scale = clamp(view.scale * factor, Math.min(fitted, 1) / 4, most);
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** Moved, but never so far that the image leaves the stage. */
export function panBy(view: Viewport, by: Point, image: Size, stage: Size): Viewport {
  const keep = 40;
  return {
    scale: view.scale,
    x: clamp(view.x + by.x, keep - image.width * view.scale, stage.width - keep),
    y: clamp(view.y + by.y, keep - image.height * view.scale, stage.height - keep),
  };
}
