import { type Bounds, joinBounds, meetBounds } from '../../../labels/geometry/point.ts';
import { blendMasks } from '../../kernels/blend-masks.ts';
import type { ImageShape } from '../../shapes/image/image-shape.ts';

/** A mask to be shown: `color` is a CSS color. */
export interface ShownMask {
  readonly shape: ImageShape;
  readonly geometry: unknown;
  readonly bounds: Bounds;
  readonly color: string;
}

export interface MaskPicture {
  /** Draws the masks one over the other, the undermost first, in the part of the image that `sight` names. */
  draw(context: CanvasRenderingContext2D, masks: readonly ShownMask[], sight: Bounds, scale: number): void;
  /** Gives its memory back; the next `draw` makes it anew. */
  release(): void;
}

const mostPixels = 1_200_000;
const colors = new Map<string, number>();

/** Red in the lowest byte, then green and blue. */
function rgbOf(color: string): number {
  let rgb = colors.get(color);
  if (rgb === undefined) {
    const context = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    rgb = red | (green << 8) | (blue << 16);
    colors.set(color, rgb);
  }
  return rgb;
}

/**
 * However many masks there are, one picture of what is in sight, no finer than the screen: a mask of its own is only
 * its runs. Made anew when a mask or its color changes, or when the view leaves it.
 */
export function createMaskPicture(opacity: number): MaskPicture {
  let shown: readonly ShownMask[] = [];
  let picture: ImageBitmap | null = null;
  let area: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };
  let fineness = 0;

  const release = (): void => {
    picture?.close();
    picture = null;
    shown = [];
  };
  const make = (masks: readonly ShownMask[], wanted: Bounds, step: number): void => {
    release();
    const left = Math.floor(wanted.left);
    const top = Math.floor(wanted.top);
    const width = Math.max(1, Math.ceil((wanted.right - left) / step));
    const height = Math.max(1, Math.ceil((wanted.bottom - top) / step));
    const inked = masks.flatMap(({ shape, geometry, color }) => {
      const painted = shape.painted?.(geometry);
      return painted ? [{ painted, ink: { rgb: rgbOf(color), alpha: Math.round(opacity * 255) } }] : [];
    });
    const pixels = blendMasks(inked, { width, height, left, top, step });
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
    picture = canvas.transferToImageBitmap();
    // Its memory goes now, not when the collector comes by.
    canvas.width = canvas.height = 0;
    area = { left, top, right: left + width * step, bottom: top + height * step };
    fineness = step;
    shown = masks;
  };

  return {
    release,
    draw(context, masks, sight, scale) {
      const all = masks.reduce<Bounds | null>((sum, { bounds }) => joinBounds(sum, bounds), null);
      const wanted = all && meetBounds(all, sight);
      if (!wanted) {
        if (masks.length === 0) release();
        return;
      }
      const pixels = (wanted.right - wanted.left) * (wanted.bottom - wanted.top);
      const step = Math.max(1, Math.round(1 / scale), Math.ceil(Math.sqrt(pixels / mostPixels)));
      const isGood =
        picture !== null &&
        fineness <= step &&
        area.left <= wanted.left &&
        area.top <= wanted.top &&
        area.right >= wanted.right &&
        area.bottom >= wanted.bottom &&
        isSame(shown, masks);
      if (!isGood) make(masks, wanted, step);
      const { left, top, right, bottom } = area;
      if (picture) context.drawImage(picture, left, top, right - left, bottom - top);
    },
  };
}

const isSame = (a: readonly ShownMask[], b: readonly ShownMask[]): boolean =>
  a.length === b.length &&
  a.every((each, i) => each.geometry === b[i]?.geometry && each.color === b[i]?.color);
