import type { Point, Size } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Viewport } from '../../objects/image/viewport.ts';
import type { Scope } from '../../scope.ts';
import { effect, type Signal } from '../../signals.ts';
import { createActivePainter } from './draw-active.ts';
import { createShapePainter, inHandOf, sightOf } from './draw-shapes.ts';
import { createLayer, type Layer } from './layer.ts';

const rim = 160;
const settleAfter = 90;

export interface ImagePainter {
  readonly layers: readonly Layer[];
  /** The canvas of the picture, for brightness and contrast. */
  readonly picture: HTMLCanvasElement;
  setPicture(picture: CanvasImageSource | null): void;
}

/**
 * Three layers: the picture, the regions, and what is in hand. While the view moves, the first two are moved and
 * scaled as they are, and drawn again when it rests or shows what was not drawn; a change of regions draws its own area again.
 * So a frame's script stays small however many regions there are.
 */
export function createImagePainter(
  object: ImageObject,
  pointer: Signal<Point | null>,
  scope: Scope,
): ImagePainter {
  const pictureLayer = createLayer('picture', rim);
  const shapeLayer = createLayer('shapes', rim);
  const activeLayer = createLayer('active', 0);
  const shapes = createShapePainter(object);
  const active = createActivePainter(object);
  let picture: CanvasImageSource | null = null;
  let pictureDirty = true;
  let shapesDirty = true;
  let stageDirty = true;
  let settled = true;
  let drawnResting = true;
  let cancelSettle = (): void => {};
  const smooth = object.node.attributes['smoothing'] !== 'false';

  const paint = scope.frame(() => {
    const view = object.viewport.peek();
    const stage = object.stage.peek();
    const image = object.size.peek();
    if (stage.width === 0) return;
    if (image && (pictureDirty || settled || pictureLayer.isStale(view, stage, image))) {
      if (pictureDirty || pictureLayer.drawnFor !== view) {
        pictureLayer.draw(view, stage, (context) => {
          if (!picture) return;
          context.imageSmoothingEnabled = smooth && view.scale < 4;
          context.drawImage(picture, 0, 0, image.width, image.height);
        });
        pictureDirty = false;
      }
    } else pictureLayer.follow(view);
    if (image) paintShapes(view, stage, image);
    activeLayer.draw(view, stage, (context) => active.draw(context, view, stage, pointer.peek(), settled));
  });
  function paintShapes(view: Viewport, stage: Size, image: Size): void {
    const isMoved = shapeLayer.drawnFor !== view || (settled && !drawnResting);
    if (stageDirty || (isMoved && (settled || shapeLayer.isStale(view, stage, image)))) drawAllShapes(view);
    else if (shapesDirty) {
      const touched = shapes.touched();
      if (touched === 'all') drawAllShapes(view);
      else if (touched)
        shapeLayer.redraw(touched, (context, drawnFor, area) =>
          shapes.draw(context, drawnFor, sightOf(drawnFor, stage, rim), settled, area),
        );
    }
    shapesDirty = stageDirty = false;
    shapeLayer.follow(view);
  }
  const drawAllShapes = (view: Viewport): void => {
    const stage = object.stage.peek();
    const sight = sightOf(view, stage, rim);
    shapeLayer.draw(view, stage, (context) => shapes.draw(context, view, sight, settled));
    drawnResting = settled;
  };

  const settleSoon = (): void => {
    cancelSettle();
    settled = false;
    cancelSettle = scope.timeout(() => {
      settled = true;
      paint();
    }, settleAfter);
  };

  let first = true;
  scope.add(
    effect(() => {
      object.viewport.get();
      if (!first) settleSoon();
      first = false;
      paint();
    }),
  );
  let inHand: ReadonlySet<string> = new Set();
  scope.add(
    effect(() => {
      object.moving.get();
      object.core.session.selection.get();
      const now = inHandOf(object);
      if (!isSameSet(now, inHand)) shapesDirty = true;
      inHand = now;
      paint();
    }),
  );
  scope.add(
    effect(() => {
      object.core.regions.all.get();
      object.ghosts.get();
      object.core.session.hidden.get();
      object.core.session.itemIndex.get();
      shapesDirty = true;
      paint();
    }),
  );
  scope.add(
    effect(() => {
      object.size.get();
      object.stage.get();
      stageDirty = true;
      pictureDirty = true;
      paint();
    }),
  );
  scope.add(
    effect(() => {
      object.core.regions.relations.get();
      object.core.session.locked.get();
      object.core.session.armed.get();
      object.draft.get();
      object.lasso.get();
      object.tool.get();
      object.brushSize.get();
      pointer.get();
      paint();
    }),
  );

  scope.add(() => {
    picture = null;
    for (const part of [pictureLayer, shapeLayer, activeLayer, shapes, active]) part.release();
  });

  return {
    layers: [pictureLayer, shapeLayer, activeLayer],
    picture: pictureLayer.canvas,
    setPicture(next) {
      picture = next;
      pictureDirty = true;
      paint();
    },
  };
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  if (a.size !== b.size) return false;
  for (const each of a) if (!b.has(each)) return false;
  return true;
};
