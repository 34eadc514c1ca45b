import type { Bounds, Point, Size } from '../../../labels/geometry/point.ts';
import type { Ghost, ImageObject } from '../../objects/image/image-object.ts';
import type { Viewport } from '../../objects/image/viewport.ts';
import type { Handle } from '../../shapes/image/image-shape.ts';
import { handled } from '../../tools/select/handles.ts';
import { safeColor } from '../safe-color.ts';
import { drawCaption } from './draw-caption.ts';
import { drawRelations } from './draw-relations.ts';
import { inHandOf, screenScale, sightOf } from './draw-shapes.ts';
import { createMaskPicture, type ShownMask } from './mask-picture.ts';

export interface ActivePainter {
  /** While the view moves (not `resting`), masks may be coarse. */
  draw(
    context: CanvasRenderingContext2D,
    view: Viewport,
    stage: Size,
    pointer: Point | null,
    resting: boolean,
  ): void;
  release(): void;
}

/** More selected shapes are not drawn strong. */
const mostSelected = 2000;
/** Around the stage, in CSS pixels: a small pan keeps the picture of masks. */
const maskRim = 120;

/** Draws what is in hand: selected and moving shapes, handles, the shape being drawn, the box of a selection. */
export function createActivePainter(object: ImageObject): ActivePainter {
  const heldMasks = createMaskPicture(0.62);
  const ghostMask = createMaskPicture(0.42);
  return {
    release() {
      heldMasks.release();
      ghostMask.release();
    },
    draw(context, view, stage, pointer, resting) {
      const sight = sightOf(view, stage, maskRim);
      const scale = screenScale(view, resting);
      context.lineJoin = 'round';
      drawHeld(object, context, 1 / view.scale, (masks) => heldMasks.draw(context, masks, sight, scale));
      drawFirstGhost(object, context, 1 / view.scale, (masks) =>
        ghostMask.draw(context, masks, sight, scale),
      );
      drawHandles(object, context, view, stage, pointer);
    },
  };
}

type DrawMasks = (masks: readonly ShownMask[]) => void;

/** Draws the selected and the moving shapes. */
function drawHeld(
  object: ImageObject,
  context: CanvasRenderingContext2D,
  pixel: number,
  drawMasks: DrawMasks,
): void {
  const { core, space } = object;
  const moving = object.moving.peek();
  const selected = core.session.selection.peek();
  const inHand = inHandOf(object);
  const shown = selected.length > mostSelected ? selected.slice(-mostSelected) : selected;
  const paths = new Map<string, Path2D>();
  const masks: ShownMask[] = [];
  const captions: (() => void)[] = [];
  for (const id of new Set([...shown, ...moving.keys()])) {
    const placed = space.get(id);
    if (!placed) continue;
    const { shape } = placed;
    const geometry = moving.get(id) ?? placed.geometry;
    const color = safeColor(core.colorOf(placed.region));
    if (shape.raster && !inHand.has(id)) strokeBounds(context, placed.bounds, color, pixel);
    else if (shape.raster) masks.push({ shape, geometry, bounds: shape.bounds(geometry), color });
    else shape.trace(geometry, pathOf(paths, color));
    if (moving.size + shown.length <= 50)
      captions.push(() => drawCaption(context, placed, geometry, color, pixel));
  }
  for (const [color, path] of paths) strokeStrong(context, path, color, pixel, 0.26);
  drawMasks(masks);
  for (const draw of captions) draw();
}

const pathOf = (paths: Map<string, Path2D>, color: string): Path2D => {
  let path = paths.get(color);
  if (!path) paths.set(color, (path = new Path2D()));
  return path;
};

function drawHandles(
  object: ImageObject,
  context: CanvasRenderingContext2D,
  view: Viewport,
  stage: Size,
  pointer: Point | null,
): void {
  const pixel = 1 / view.scale;
  const moving = object.moving.peek();
  drawRelations(object, context, pixel);
  const owner = handled(object);
  if (owner) {
    const geometry = moving.get(owner.region.id) ?? owner.geometry;
    for (const handle of owner.shape.handles(geometry, pixel)) drawHandle(context, handle, pixel);
  }
  drawDraft(object, context, pixel);
  const lasso = object.lasso.peek();
  if (lasso) {
    const { from, to } = lasso;
    context.fillStyle = 'rgb(76 110 245 / 14%)';
    context.strokeStyle = '#4c6ef5';
    context.lineWidth = pixel;
    context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
    context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
  }
  if (pointer) drawPointer(object, context, view, stage, pointer, pixel);
}

/** Draws the suggestion that the keys are about. */
function drawFirstGhost(
  object: ImageObject,
  context: CanvasRenderingContext2D,
  pixel: number,
  drawMasks: DrawMasks,
): void {
  const [first] = object.ghosts.peek();
  const isFirst = first !== undefined && object.core.suggestions.open.peek()[0] === first.region;
  drawMasks(isFirst && first.shape.raster ? [shownMask(object, first)] : []);
  if (!isFirst) return;
  const { region, shape, geometry } = first;
  const color = safeColor(object.core.colorOf(region));
  if (!shape.raster) {
    const path = new Path2D();
    shape.trace(geometry, path);
    context.setLineDash([7 * pixel, 5 * pixel]);
    for (const [style, width] of [
      ['#fff', 4],
      [color, 2.25],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width * pixel;
      context.stroke(path);
    }
    context.setLineDash([]);
  }
  drawCaption(context, { ...first, bounds: shape.bounds(geometry) }, geometry, color, pixel, 'suggested: ');
}

const shownMask = (object: ImageObject, { region, shape, geometry }: Ghost): ShownMask => ({
  shape,
  geometry,
  bounds: shape.bounds(geometry),
  color: safeColor(object.core.colorOf(region)),
});

function strokeStrong(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  pixel: number,
  tint: number,
): void {
  context.globalAlpha = tint;
  context.fillStyle = color;
  context.fill(path);
  context.globalAlpha = 1;
  context.strokeStyle = 'rgb(0 0 0 / 70%)';
  context.lineWidth = 5 * pixel;
  context.stroke(path);
  context.strokeStyle = '#fff';
  context.lineWidth = 3.5 * pixel;
  context.stroke(path);
  context.strokeStyle = color;
  context.lineWidth = 2 * pixel;
  context.stroke(path);
}

/** Masks that are too many to be drawn one by one in each frame. */
function strokeBounds(
  context: CanvasRenderingContext2D,
  { left, top, right, bottom }: Bounds,
  color: string,
  pixel: number,
): void {
  for (const [style, width] of [
    ['#fff', 3.5],
    [color, 2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width * pixel;
    context.strokeRect(left, top, right - left, bottom - top);
  }
}

function drawHandle(context: CanvasRenderingContext2D, { at, look }: Handle, pixel: number): void {
  const size = (look === 'edge' ? 6 : 9) * pixel;
  context.fillStyle = '#fff';
  context.strokeStyle = '#15171a';
  context.lineWidth = 1.25 * pixel;
  context.beginPath();
  if (look === 'corner' || look === 'edge') context.rect(at.x - size / 2, at.y - size / 2, size, size);
  else context.arc(at.x, at.y, size / 2, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

function drawDraft(object: ImageObject, context: CanvasRenderingContext2D, pixel: number): void {
  const draft = object.draft.peek();
  if (!draft) return;
  const color = draftColor(object);
  if (draft.shape.raster) {
    draft.shape.paint?.(draft.geometry, context, color);
    return;
  }
  const path = new Path2D();
  draft.shape.trace(draft.geometry, path);
  strokeStrong(context, path, color, pixel, 0.12);
  const points = (draft.geometry as { points?: readonly Point[] }).points;
  if (!points) return;
  const last = points.at(-1);
  if (draft.cursor && last) {
    context.setLineDash([4 * pixel, 4 * pixel]);
    context.strokeStyle = '#fff';
    context.lineWidth = 1.5 * pixel;
    context.beginPath();
    context.moveTo(last.x, last.y);
    context.lineTo(draft.cursor.x, draft.cursor.y);
    context.stroke();
    context.setLineDash([]);
  }
  points.forEach((at, index) =>
    drawHandle(context, { id: '', at, look: index === 0 ? 'point' : 'edge', cursor: '' }, pixel),
  );
}

function draftColor(object: ImageObject): string {
  for (const [name, labels] of object.core.session.armed.peek()) {
    const option = object.core.control(name)?.options.find((each) => each.value === labels[0]);
    if (option?.color) return safeColor(option.color);
  }
  return '#4c6ef5';
}

/** The crosshair of drawing tools, and the ring of brushes. */
function drawPointer(
  object: ImageObject,
  context: CanvasRenderingContext2D,
  view: Viewport,
  stage: Size,
  at: Point,
  pixel: number,
): void {
  const tool = object.tool.peek();
  if (tool === 'brush' || tool === 'eraser') {
    context.lineWidth = 1.5 * pixel;
    for (const [color, radius] of [
      ['rgb(0 0 0 / 60%)', object.brushSize.peek() / 2 + pixel],
      ['#fff', object.brushSize.peek() / 2],
    ] as const) {
      context.strokeStyle = color;
      context.beginPath();
      context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
      context.stroke();
    }
    return;
  }
  if (!object.crosshair && tool !== 'rectangle' && tool !== 'four-points') return;
  const left = -view.x / view.scale;
  const top = -view.y / view.scale;
  for (const [color, width] of [
    ['rgb(0 0 0 / 22%)', 2],
    ['rgb(255 255 255 / 70%)', 1],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width * pixel;
    context.beginPath();
    context.moveTo(left, at.y);
    context.lineTo(left + stage.width / view.scale, at.y);
    context.moveTo(at.x, top);
    context.lineTo(at.x, top + stage.height / view.scale);
    context.stroke();
  }
}
