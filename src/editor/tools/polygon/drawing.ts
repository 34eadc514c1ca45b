import { distance, type Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { polygon } from '../../shapes/polygon/polygon.ts';
import { clickReach, finishShape, onImage } from '../image/drawn.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';

const closeReach = 9;

/** A point for each click; Enter, a double click or a click on the first point closes, Backspace takes the last back. */
export function polygonDrawing(
  object: ImageObject,
  begun: readonly Point[],
  next: () => ToolState,
): ToolState {
  let points = begun;
  const show = (cursor?: Point): void =>
    object.draft.set({ shape: polygon, geometry: { points, closed: false }, cursor });
  const leave = (): void => object.machine.go(next());
  const close = (): boolean => {
    if (points.length < 3) return false;
    finishShape(object, polygon, { points, closed: true }, next);
    return true;
  };
  const isNear = (a: Point, b: Point | undefined, event: PointerInfo, reach: number): boolean =>
    b !== undefined && distance(a, b) <= reach * event.unitsPerPixel;
  show();
  return {
    name: 'polygon.drawing',
    cursor: 'crosshair',
    on: {
      pointer_down(event) {
        const at = onImage(object, event.at);
        if (points.length >= 3 && isNear(at, points[0], event, closeReach)) {
          close();
          return;
        }
        // The second half of a double click adds nothing.
        if (!isNear(at, points.at(-1), event, clickReach)) points = [...points, at];
        show(at);
      },
      pointer_move: (event) => show(onImage(object, event.at)),
      double_click: () => close(),
      complete: () => close(),
      remove_point() {
        points = points.slice(0, -1);
        if (points.length === 0) leave();
        else show();
      },
      cancel: leave,
    },
    exit: () => object.draft.set(null),
  };
}
