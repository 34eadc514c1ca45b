import type { Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Scope } from '../../scope.ts';
import { effect, type Signal } from '../../signals.ts';
import { drawActive } from './draw-active.ts';
import { createShapePainter, heldMasks } from './draw-shapes.ts';
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
 * scaled as they are, and drawn again when it rests or shows what was not drawn; so a frame's script stays small
 * however many regions there are.
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
  let picture: CanvasImageSource | null = null;
  let pictureDirty = true;
  let shapesDirty = true;
  let settled = true;
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
    if (image && (shapesDirty || settled || shapeLayer.isStale(view, stage, image))) {
      if (shapesDirty || shapeLayer.drawnFor !== view) {
        shapeLayer.draw(view, stage, (context) => shapes.draw(context, view, stage, rim));
        shapesDirty = false;
      }
    } else shapeLayer.follow(view);
    activeLayer.draw(view, stage, (context) => drawActive(object, context, view, stage, pointer.peek()));
  });

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
  let movingIds = '';
  scope.add(
    effect(() => {
      const ids = [...object.moving.get().keys()].join();
      if (ids !== movingIds) shapesDirty = true;
      movingIds = ids;
      paint();
    }),
  );
  let heldIds = '';
  scope.add(
    effect(() => {
      object.core.session.selection.get();
      const ids = [...heldMasks(object)].join();
      if (ids === heldIds) return;
      heldIds = ids;
      shapesDirty = true;
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
      shapesDirty = true;
      pictureDirty = true;
      paint();
    }),
  );
  scope.add(
    effect(() => {
      object.core.session.selection.get();
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
