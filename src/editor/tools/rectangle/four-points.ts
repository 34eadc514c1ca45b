import { boundsOf, type Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { polygon } from '../../shapes/polygon/polygon.ts';
import { rectangle } from '../../shapes/rectangle/rectangle.ts';
import { finishShape, onImage } from '../image/drawn.ts';
import { pickWithKey } from '../select/pick-with-key.ts';
import { boxInTheMiddle } from './idle.ts';
import type { ToolState } from '../state-machine.ts';

/** A box by its topmost, leftmost, lowest and rightmost point, clicked in any order. */
export const fourPoints = (object: ImageObject, points: readonly Point[]): ToolState => ({
  name: points.length === 0 ? 'four-points.idle' : 'four-points.drawing',
  cursor: 'crosshair',
  on: {
    pointer_down(event) {
      if (object.core.session.readOnly.peek()) return false;
      if (points.length === 0 && pickWithKey(object, event)) return true;
      const next = [...points, onImage(object, event.at)];
      if (next.length < 4) {
        object.machine.go(fourPoints(object, next));
        object.draft.set({ shape: polygon, geometry: { points: next, closed: false } });
        return true;
      }
      const { left, top, right, bottom } = boundsOf(next);
      const box = { x: left, y: top, width: right - left, height: bottom - top, rotation: 0 };
      finishShape(object, rectangle, box, () => fourPoints(object, []));
      return true;
    },
    pointer_move(event) {
      if (points.length === 0) return false;
      object.draft.set({ shape: polygon, geometry: { points, closed: false }, cursor: event.at });
      return true;
    },
    complete() {
      if (points.length > 0) return false;
      boxInTheMiddle(object, () => fourPoints(object, []));
      return true;
    },
    remove_point() {
      if (points.length === 0) return false;
      object.machine.go(fourPoints(object, points.slice(0, -1)));
      return true;
    },
    cancel() {
      if (points.length === 0) return false;
      object.machine.go(fourPoints(object, []));
      return true;
    },
  },
  exit: () => object.draft.set(null),
});
