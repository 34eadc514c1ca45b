import type { Bounds, Size } from '../../../labels/geometry/point.ts';
import { groupByColor, type PathGroup } from '../../kernels/label-paths.ts';
import type { Ghost, ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { toImage, type Viewport } from '../../objects/image/viewport.ts';
import { safeColor } from '../safe-color.ts';
import { createMaskPile } from './mask-pile.ts';

/** Up to this many shapes in sight get a dark edge and a tint; more of them would only be slower, not clearer. */
const fineLimit = 1500;
const fineCorners = 20_000;
const captionLimit = 250;
const mostHeld = 3;

export interface ShapePainter {
  draw(context: CanvasRenderingContext2D, view: Viewport, stage: Size, rim: number): void;
}

/** Draws the regions that are not in hand: one path for some of a color, kept while its shapes stay as they are. */
export function createShapePainter(object: ImageObject): ShapePainter {
  const paths = new WeakMap<PathGroup, Path2D>();
  const pile = createMaskPile();
  let groups: readonly PathGroup[] = [];
  let grouped: { readonly all: unknown; readonly moving: unknown } = { all: null, moving: null };
  const slots = new Map<string, number>();
  const slotOf = ({ region }: Placed): number => {
    let slot = slots.get(region.id);
    if (slot === undefined) slots.set(region.id, (slot = slots.size));
    return slot;
  };
  const colors = new Map<string, string>();
  const colorOf = ({ region }: Placed): string => {
    const given = object.core.colorOf(region);
    let color = colors.get(given);
    if (color === undefined) colors.set(given, (color = safeColor(given)));
    return color;
  };
  const pathOf = (group: PathGroup): Path2D => {
    let path = paths.get(group);
    if (!path) {
      path = new Path2D();
      for (const { shape, geometry } of group.members) shape.trace(geometry, path);
      paths.set(group, path);
    }
    return path;
  };

  let ghosts: readonly Ghost[] = [];
  const ghostPaths = new Map<string, Path2D>();
  const strokeGhosts = (context: CanvasRenderingContext2D, pixel: number): void => {
    const now = object.ghosts.peek();
    if (now !== ghosts) {
      ghosts = now;
      ghostPaths.clear();
      for (const { region, shape, geometry } of now) {
        if (shape.raster) continue;
        const color = safeColor(object.core.colorOf(region));
        let path = ghostPaths.get(color);
        if (!path) ghostPaths.set(color, (path = new Path2D()));
        shape.trace(geometry, path);
      }
    }
    context.setLineDash([5 * pixel, 4 * pixel]);
    for (const [color, path] of ghostPaths) {
      context.strokeStyle = color;
      context.lineWidth = 1.5 * pixel;
      context.stroke(path);
    }
    context.setLineDash([]);
  };

  return {
    draw(context, view, stage, rim) {
      const sight = sightOf(view, stage, rim);
      const moving = object.moving.peek();
      const inSight = object.space.inBounds(sight).filter(({ region }) => !moving.has(region.id));
      const pixel = 1 / view.scale;
      const all = object.space.all();
      context.lineJoin = 'round';
      const inHand = heldMasks(object);
      const masks = all.filter(
        ({ region, shape }) => shape.raster && !moving.has(region.id) && !inHand.has(region.id),
      );
      const seen = masks.filter(({ bounds }) => meets(bounds, sight));
      // What is made for all of them stays good while the view moves over them.
      pile.draw(context, seen.length <= 4 ? seen : masks, colorOf);
      const corners = inSight.reduce((sum, { shape, geometry }) => sum + (shape.corners?.(geometry) ?? 4), 0);
      const fine = inSight.length <= fineLimit && corners <= fineCorners;
      // The same list of shapes with the same ones in hand has the same groups.
      if (all !== grouped.all || moving !== grouped.moving) {
        const traced = all.filter(({ region, shape }) => !shape.raster && !moving.has(region.id));
        groups = groupByColor(traced, colorOf, slotOf, groups);
        grouped = { all, moving };
      }
      for (const group of groups) {
        if (!meets(group.bounds, sight)) continue;
        const path = pathOf(group);
        if (fine) {
          context.globalAlpha = 0.14;
          context.fillStyle = group.color;
          context.fill(path);
          context.globalAlpha = 0.5;
          context.strokeStyle = '#000';
          context.lineWidth = 3 * pixel;
          context.stroke(path);
        }
        context.globalAlpha = 1;
        context.strokeStyle = group.color;
        context.lineWidth = (fine ? 1.75 : 1.25) * pixel;
        context.stroke(path);
      }
      strokeGhosts(context, pixel);
      if (inSight.length <= captionLimit) {
        for (const placed of inSight) drawCaption(context, placed, placed.geometry, colorOf(placed), pixel);
      }
    },
  };
}

/** Selected masks, while they are few, are drawn with what is in hand and left out of the others' picture. */
export function heldMasks(object: ImageObject): ReadonlySet<string> {
  const ids = object.core.session.selection
    .peek()
    .filter((id) => object.space.get(id)?.shape.raster === true);
  return new Set(ids.length <= mostHeld ? ids : []);
}

/** The part of the image that lies on the stage and its rim. */
export function sightOf(view: Viewport, stage: Size, rim: number): Bounds {
  const begin = toImage(view, { x: -rim, y: -rim });
  const end = toImage(view, { x: stage.width + rim, y: stage.height + rim });
  return { left: begin.x, top: begin.y, right: end.x, bottom: end.y };
}

const meets = (a: Bounds, b: Bounds): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

/** The class in words, so that classes are not told by color alone. */
export function drawCaption(
  context: CanvasRenderingContext2D,
  { region, shape }: Placed,
  geometry: unknown,
  color: string,
  pixel: number,
  before = '',
): void {
  if (region.labels.length === 0) return;
  const text = before + region.labels.join(', ');
  const bounds = shape.bounds(geometry);
  if (bounds.right - bounds.left < 14 * pixel) return;
  const at = shape.captionAt(geometry);
  context.save();
  context.translate(at.x, at.y);
  context.scale(pixel, pixel);
  context.font = '600 11px system-ui, sans-serif';
  context.textBaseline = 'alphabetic';
  const width = context.measureText(text).width + 8;
  context.fillStyle = 'rgb(20 22 26 / 78%)';
  context.fillRect(-1, -16, width + 3, 15);
  context.fillStyle = color;
  context.fillRect(-1, -16, 3, 15);
  context.fillStyle = '#fff';
  context.fillText(text, 6, -5);
  context.restore();
}
