import type { ImageObject } from '../../objects/image/image-object.ts';
import { toImage } from '../../objects/image/viewport.ts';
import { polygon } from '../../shapes/polygon/polygon.ts';
import { finishShape, onImage } from '../image/drawn.ts';
import { pickWithKey } from '../select/pick-with-key.ts';
import type { ToolState } from '../state-machine.ts';
import { polygonDrawing } from './drawing.ts';

const corners = [
  [0.4, 0.4],
  [0.6, 0.4],
  [0.6, 0.6],
  [0.4, 0.6],
] as const;

/** Waits for the first point. Enter makes one in the middle of what is seen: a start for the keyboard. */
export const polygonIdle = (object: ImageObject): ToolState => ({
  name: 'polygon.idle',
  cursor: 'crosshair',
  on: {
    pointer_down(event) {
      if (object.core.session.readOnly.peek()) return false;
      if (pickWithKey(object, event)) return true;
      object.machine.go(polygonDrawing(object, [onImage(object, event.at)], () => polygonIdle(object)));
      return true;
    },
    complete() {
      const { width, height } = object.stage.peek();
      const view = object.viewport.peek();
      const points = corners.map(([x, y]) => onImage(object, toImage(view, { x: width * x, y: height * y })));
      const before = object.core.regions.all.peek().length;
      finishShape(object, polygon, { points, closed: true }, () => polygonIdle(object));
      const made = object.core.regions.all.peek().at(-1);
      if (made && object.core.regions.all.peek().length > before) object.core.edit.select([made.id]);
      return true;
    },
  },
});
