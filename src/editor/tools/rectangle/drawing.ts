import { distance, type Point } from '../../../labels/geometry/point.ts';
import { boxBetween } from '../../../labels/geometry/rotated-box.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { rectangle } from '../../shapes/rectangle/rectangle.ts';
import { clickReach, finishShape, onImage } from '../image/drawn.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';

/** From the first corner: by drag to the release, or, when that was a click, to the next click. */
export function rectangleDrawing(object: ImageObject, begin: PointerInfo, next: () => ToolState): ToolState {
  const from = onImage(object, begin.at);
  let clicked = false;
  const boxTo = (event: PointerInfo) => {
    const at = onImage(object, event.at);
    if (!event.shift) return boxBetween(event.alt ? mirrored(from, at) : from, at);
    const side = Math.max(Math.abs(at.x - from.x), Math.abs(at.y - from.y));
    const square = {
      x: from.x + side * (Math.sign(at.x - from.x) || 1),
      y: from.y + side * (Math.sign(at.y - from.y) || 1),
    };
    return boxBetween(event.alt ? mirrored(from, square) : from, square);
  };
  const isClick = (event: PointerInfo): boolean =>
    distance(event.at, begin.at) <= clickReach * event.unitsPerPixel;
  const end = (event: PointerInfo): void => {
    const box = boxTo(event);
    if (box.width < event.unitsPerPixel || box.height < event.unitsPerPixel) {
      leave();
      return;
    }
    finishShape(object, rectangle, box, next);
  };
  const leave = (): void => object.machine.go(next());
  return {
    name: 'rectangle.drawing',
    cursor: 'crosshair',
    on: {
      pointer_move: (event) => object.draft.set({ shape: rectangle, geometry: boxTo(event) }),
      pointer_up(event) {
        if (!clicked && isClick(event)) clicked = true;
        else end(event);
      },
      pointer_down(event) {
        if (clicked) object.draft.set({ shape: rectangle, geometry: boxTo(event) });
      },
      cancel: leave,
    },
    exit: () => object.draft.set(null),
  };
}

const mirrored = (center: Point, at: Point): Point => ({ x: 2 * center.x - at.x, y: 2 * center.y - at.y });
