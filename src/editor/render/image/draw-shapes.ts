import { type Bounds, joinBounds, overlaps, type Size, widened } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { toImage, type Viewport } from '../../objects/image/viewport.ts';
import { safeColor } from '../safe-color.ts';
import { captionBounds, drawCaption } from './draw-caption.ts';
import { createGhostPainter } from './draw-ghosts.ts';
import { createMaskPicture, type ShownMask } from './mask-picture.ts';
import { createShapeGroups } from './shape-groups.ts';

/** Up to this many shapes in sight get a dark edge and a tint; more of them would only be slower, not clearer. */
const fineLimit = 1500;
const fineCorners = 20_000;
const captionLimit = 250;
const mostHeld = 3;
/** Half of the widest line, and one for its soft edge, in CSS pixels. */
const lineReach = 3;

export interface ShapePainter {
  /** What must be drawn anew where the layer was last drawn: all of it, an area of the image, or nothing. */
  touched(): 'all' | Bounds | null;
  /**
   * Draws what lies on the stage and its rim; with `area`, only what touches that. While the view moves (not
   * `resting`), masks may be coarse.
   */
  draw(
    context: CanvasRenderingContext2D,
    view: Viewport,
    sight: Bounds,
    resting: boolean,
    area?: Bounds,
  ): void;
  release(): void;
}

/** Draws the regions that are not in hand. A change costs the groups of its shapes, and the area they lie in. */
export function createShapePainter(object: ImageObject): ShapePainter {
  const { space, core } = object;
  const changedIds = space.follow();
  const ghosts = createGhostPainter(object);
  const picture = createMaskPicture(0.42);
  const groups = createShapeGroups(() => object.size.peek());
  /** What the layer shows: the regions without those in hand. */
  const shown = new Map<string, Placed>();
  const masks = new Map<string, ShownMask & { readonly order: number }>();
  let inHand: ReadonlySet<string> = new Set();
  let drawn = { sight: { left: 0, top: 0, right: 0, bottom: 0 } as Bounds, pixel: 1, look: '' };
  /** Of the shapes in sight. */
  let count = 0;
  let corners = 0;

  const colors = new Map<string, string>();
  const colorOf = ({ region }: Placed): string => {
    const given = core.colorOf(region);
    let color = colors.get(given);
    if (color === undefined) colors.set(given, (color = safeColor(given)));
    return color;
  };
  const tally = (placed: Placed, sign: 1 | -1): void => {
    if (!overlaps(placed.bounds, drawn.sight)) return;
    count += sign;
    corners += sign * (placed.shape.corners?.(placed.geometry) ?? 4);
  };
  const put = (placed: Placed): void => {
    const { region, shape, geometry, bounds } = placed;
    shown.set(region.id, placed);
    if (shape.raster)
      masks.set(region.id, { shape, geometry, bounds, color: colorOf(placed), order: region.order });
    else groups.put(region.id, placed, colorOf(placed));
    tally(placed, 1);
  };
  const takeOut = (placed: Placed): void => {
    const { id } = placed.region;
    shown.delete(id);
    if (!masks.delete(id)) groups.remove(id);
    tally(placed, -1);
  };
  const lookNow = (): string =>
    `${count <= fineLimit && corners <= fineCorners ? 'fine' : 'plain'}${count <= captionLimit ? ' captions' : ''}`;
  /** All that a shape's drawing may cover. */
  const extentOf = (placed: Placed): Bounds => {
    const own = widened(placed.bounds, lineReach * drawn.pixel);
    const caption = captionBounds(placed, drawn.pixel);
    return caption && drawn.look.endsWith('captions') ? joinBounds(own, caption) : own;
  };

  function takeAll(): void {
    shown.clear();
    masks.clear();
    groups.clear();
    count = corners = 0;
    for (const placed of space.all()) if (!inHand.has(placed.region.id)) put(placed);
  }
  /** Brings what is shown up to date; answers the area in which something changed, null where all may have. */
  function takeChanges(): Bounds | 'nothing' | null {
    const changed = changedIds();
    const before = inHand;
    inHand = inHandOf(object);
    if (changed === null) {
      takeAll();
      return null;
    }
    const ids = new Set(changed);
    for (const id of before) if (!inHand.has(id)) ids.add(id);
    for (const id of inHand) if (!before.has(id)) ids.add(id);
    let area: Bounds | null = null;
    for (const id of ids) {
      const was = shown.get(id);
      const is = inHand.has(id) ? undefined : space.get(id);
      if (was === is) continue;
      if (was) {
        area = joinBounds(area, extentOf(was));
        takeOut(was);
      }
      if (is) {
        area = joinBounds(area, extentOf(is));
        put(is);
      }
    }
    return area ?? 'nothing';
  }

  return {
    release: picture.release,
    touched() {
      const area = takeChanges();
      const ghostArea = ghosts.touched(drawn.pixel);
      if (area === null || lookNow() !== drawn.look) return 'all';
      if (area === 'nothing') return ghostArea;
      return ghostArea ? joinBounds(area, ghostArea) : area;
    },
    draw(context, view, sight, resting, area = sight) {
      if (area === sight) {
        takeChanges();
        drawn = { sight, pixel: 1 / view.scale, look: '' };
        ghosts.touched(drawn.pixel);
        count = corners = 0;
        for (const { region } of space.inBounds(sight)) {
          const placed = shown.get(region.id);
          if (placed) tally(placed, 1);
        }
        drawn = { ...drawn, look: lookNow() };
      }
      const { pixel, look } = drawn;
      const fine = look.startsWith('fine');
      context.lineJoin = 'round';
      const inOrder = [...masks.values()].sort((a, b) => a.order - b.order);
      picture.draw(context, inOrder, sight, screenScale(view, resting));
      for (const { color, path } of groups.meeting(area)) {
        if (fine) {
          context.globalAlpha = 0.14;
          context.fillStyle = color;
          context.fill(path);
          context.globalAlpha = 0.5;
          context.strokeStyle = '#000';
          context.lineWidth = 3 * pixel;
          context.stroke(path);
        }
        context.globalAlpha = 1;
        context.strokeStyle = color;
        context.lineWidth = (fine ? 1.75 : 1.25) * pixel;
        context.stroke(path);
      }
      ghosts.draw(context, area, pixel);
      if (!look.endsWith('captions')) return;
      for (const { region } of space.inBounds(sight)) {
        const placed = shown.get(region.id);
        if (placed && overlaps(extentOf(placed), area))
          drawCaption(context, placed, placed.geometry, colorOf(placed), pixel);
      }
    },
  };
}

/** What is drawn with what is in hand, and not with the others: what moves, and selected masks while they are few. */
export function inHandOf(object: ImageObject): ReadonlySet<string> {
  const moving = object.moving.peek();
  const held = object.core.session.selection
    .peek()
    .filter((id) => object.space.get(id)?.shape.raster === true);
  return new Set([...moving.keys(), ...(held.length <= mostHeld ? held : [])]);
}

/** Screen pixels for one of the image; half of them are enough while the view moves. */
export const screenScale = (view: Viewport, resting: boolean): number =>
  view.scale * (window.devicePixelRatio || 1) * (resting ? 1 : 0.5);

/** The part of the image that lies on the stage and its rim. */
export function sightOf(view: Viewport, stage: Size, rim: number): Bounds {
  const begin = toImage(view, { x: -rim, y: -rim });
  const end = toImage(view, { x: stage.width + rim, y: stage.height + rim });
  return { left: begin.x, top: begin.y, right: end.x, bottom: end.y };
}
