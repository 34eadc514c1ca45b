import type { Bounds, Size } from '../../../labels/geometry/point.ts';
import type { Viewport } from '../../objects/image/viewport.ts';
import { element } from '../element.ts';

/** A canvas over the stage, larger than it by a rim, so that a pan need not draw at once what comes into sight. */
export interface Layer {
  readonly canvas: HTMLCanvasElement;
  /** Clears and calls `draw` with the context in image pixels; remembers the view it was drawn for. */
  draw(view: Viewport, stage: Size, draw: (context: CanvasRenderingContext2D) => void): void;
  /** Clears and calls `draw` for an area of the image, in the view that was drawn for; the rest stays. */
  redraw(area: Bounds, draw: (context: CanvasRenderingContext2D, view: Viewport, area: Bounds) => void): void;
  /** Moves and scales what was drawn to where it lies in `view`: no drawing at all. */
  follow(view: Viewport): void;
  /** True when `view` shows places that were not drawn, or much larger than they were drawn. */
  isStale(view: Viewport, stage: Size, image: Size): boolean;
  readonly drawnFor: Viewport | null;
  /** Gives its memory back at once, not when the collector comes by. */
  release(): void;
}

export function createLayer(name: string, rim: number): Layer {
  // Of no size until it is drawn: the page would count its growth as a jump.
  const canvas = element('canvas', {
    class: `lw-layer lw-layer-${name}`,
    'aria-hidden': 'true',
    width: 0,
    height: 0,
  });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  let drawnFor: Viewport | null = null;
  let ratio = 1;
  const useImagePixels = (view: Viewport): void =>
    context.setTransform(
      view.scale * ratio,
      0,
      0,
      view.scale * ratio,
      (view.x + rim) * ratio,
      (view.y + rim) * ratio,
    );

  return {
    canvas,
    get drawnFor() {
      return drawnFor;
    },
    draw(view, stage, draw) {
      ratio = window.devicePixelRatio || 1;
      const width = Math.round((stage.width + 2 * rim) * ratio);
      const height = Math.round((stage.height + 2 * rim) * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${width / ratio}px`;
        canvas.style.height = `${height / ratio}px`;
        canvas.style.left = `${-rim}px`;
        canvas.style.top = `${-rim}px`;
      } else {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, width, height);
      }
      useImagePixels(view);
      draw(context);
      drawnFor = view;
      canvas.style.transform = 'none';
    },
    redraw(area, draw) {
      const view = drawnFor;
      if (!view) return;
      const scale = view.scale * ratio;
      // Whole pixels, so that what stays and what is new meet without a seam.
      const left = Math.max(0, Math.floor((view.x + rim) * ratio + area.left * scale));
      const top = Math.max(0, Math.floor((view.y + rim) * ratio + area.top * scale));
      const right = Math.min(canvas.width, Math.ceil((view.x + rim) * ratio + area.right * scale));
      const bottom = Math.min(canvas.height, Math.ceil((view.y + rim) * ratio + area.bottom * scale));
      if (left >= right || top >= bottom) return;
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(left, top, right - left, bottom - top);
      context.beginPath();
      context.rect(left, top, right - left, bottom - top);
      context.clip();
      useImagePixels(view);
      draw(context, view, {
        left: left / scale - (view.x + rim) / view.scale,
        top: top / scale - (view.y + rim) / view.scale,
        right: right / scale - (view.x + rim) / view.scale,
        bottom: bottom / scale - (view.y + rim) / view.scale,
      });
      context.restore();
    },
    follow(view) {
      if (!drawnFor || drawnFor === view) return;
      const scale = view.scale / drawnFor.scale;
      const x = view.x + rim - (drawnFor.x + rim) * scale;
      const y = view.y + rim - (drawnFor.y + rim) * scale;
      canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    },
    release() {
      canvas.width = canvas.height = 0;
      drawnFor = null;
    },
    isStale(view, stage, image) {
      if (!drawnFor) return true;
      const scale = view.scale / drawnFor.scale;
      if (scale < 0.66 || scale > 2) return true;
      const left = view.x - (drawnFor.x + rim) * scale;
      const top = view.y - (drawnFor.y + rim) * scale;
      // Nothing lies outside of the image, so only its part of the stage counts.
      return (
        Math.max(0, view.x) < left - 1 ||
        Math.max(0, view.y) < top - 1 ||
        Math.min(stage.width, view.x + image.width * view.scale) >
          left + (stage.width + 2 * rim) * scale + 1 ||
        Math.min(stage.height, view.y + image.height * view.scale) >
          top + (stage.height + 2 * rim) * scale + 1
      );
    },
  };
}
