import { type Bounds, joinBounds, widened } from '../../../labels/geometry/point.ts';
import type { Ghost, ImageObject } from '../../objects/image/image-object.ts';
import { safeColor } from '../safe-color.ts';
import { createShapeGroups } from './shape-groups.ts';

/** Half of the widest line and its soft edge, in CSS pixels. */
const lineReach = 3;

export interface GhostPainter {
  /** The area in which suggestions came or went since this was asked last. `pixel` is a CSS pixel in the image. */
  touched(pixel: number): Bounds | null;
  draw(context: CanvasRenderingContext2D, area: Bounds, pixel: number): void;
}

/** Draws suggested shapes by dashed lines. */
export function createGhostPainter(object: ImageObject): GhostPainter {
  let ghosts: readonly Ghost[] = [];
  let size: unknown = null;
  const shown = new Map<string, Bounds>();
  const groups = createShapeGroups(() => object.size.peek());

  return {
    touched(pixel) {
      const now = object.ghosts.peek();
      if (now === ghosts) return null;
      ghosts = now;
      if (size !== object.size.peek()) {
        size = object.size.peek();
        shown.clear();
        groups.clear();
      }
      const left = new Set(shown.keys());
      let area: Bounds | null = null;
      for (const ghost of now) {
        const { region, shape, geometry } = ghost;
        left.delete(region.id);
        if (shape.raster || shown.has(region.id)) continue;
        const bounds = shape.bounds(geometry);
        groups.put(region.id, { shape, geometry, bounds }, safeColor(object.core.colorOf(region)));
        shown.set(region.id, bounds);
        area = joinBounds(area, bounds);
      }
      for (const id of left) {
        area = joinBounds(area, shown.get(id) as Bounds);
        shown.delete(id);
        groups.remove(id);
      }
      return area && widened(area, lineReach * pixel);
    },
    draw(context, area, pixel) {
      context.setLineDash([5 * pixel, 4 * pixel]);
      context.lineWidth = 1.5 * pixel;
      for (const { color, path } of groups.meeting(area)) {
        context.strokeStyle = color;
        context.stroke(path);
      }
      context.setLineDash([]);
    },
  };
}
