import type { Bounds } from '../../../labels/geometry/point.ts';
import type { Placed } from '../../objects/image/region-space.ts';

export interface MaskPile {
  draw(
    context: CanvasRenderingContext2D,
    masks: readonly Placed[],
    colorOf: (placed: Placed) => string,
  ): void;
}

/** So few are drawn one by one, as sharp as each of them is. */
const few = 4;
const mostPixels = 3_000_000;

/** Many masks as one picture, made anew only when one of them or its color changes. */
export function createMaskPile(): MaskPile {
  let key: readonly unknown[] = [];
  let picture: ImageBitmap | null = null;
  let bounds: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };

  const make = (masks: readonly Placed[], colorOf: (placed: Placed) => string): void => {
    bounds = masks.reduce<Bounds>(
      (sum, each) => ({
        left: Math.min(sum.left, each.bounds.left),
        top: Math.min(sum.top, each.bounds.top),
        right: Math.max(sum.right, each.bounds.right),
        bottom: Math.max(sum.bottom, each.bounds.bottom),
      }),
      (masks[0] as Placed).bounds,
    );
    const width = bounds.right - bounds.left;
    const height = bounds.bottom - bounds.top;
    const step = Math.max(1, Math.sqrt((width * height) / mostPixels));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.ceil(width / step)),
      Math.max(1, Math.ceil(height / step)),
    );
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.setTransform(1 / step, 0, 0, 1 / step, -bounds.left / step, -bounds.top / step);
    for (const each of masks) each.shape.paint?.(each.geometry, context, colorOf(each));
    picture?.close();
    picture = canvas.transferToImageBitmap();
    canvas.width = canvas.height = 0;
  };

  return {
    draw(context, masks, colorOf) {
      if (masks.length <= few) {
        for (const each of masks) each.shape.paint?.(each.geometry, context, colorOf(each));
        return;
      }
      const now = masks.flatMap((each) => [each.geometry, colorOf(each)]);
      if (picture === null || now.length !== key.length || now.some((part, i) => part !== key[i])) {
        make(masks, colorOf);
        key = now;
      }
      const { left, top, right, bottom } = bounds;
      if (picture) context.drawImage(picture, left, top, right - left, bottom - top);
    },
  };
}
