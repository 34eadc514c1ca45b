import { boxBetween } from '../../../labels/geometry/rotated-box.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { toImage } from '../../objects/image/viewport.ts';
import { rectangle } from '../../shapes/rectangle/rectangle.ts';
import { finishShape, onImage } from '../image/drawn.ts';
import { pickWithKey } from '../select/pick-with-key.ts';
import type { ToolState } from '../state-machine.ts';
import { rectangleDrawing } from './drawing.ts';

/** Waits for the first corner. Enter makes a box in the middle of what is seen: a start for the keyboard. */
export const rectangleIdle = (object: ImageObject): ToolState => ({
  name: 'rectangle.idle',
  cursor: 'crosshair',
  on: {
    pointer_down(event) {
      if (object.core.session.readOnly.peek()) return false;
      if (pickWithKey(object, event)) return true;
      object.machine.go(rectangleDrawing(object, event, () => rectangleIdle(object)));
      return true;
    },
    complete() {
      boxInTheMiddle(object, () => rectangleIdle(object));
      return true;
    },
  },
});

/** Makes a box in the middle of what is seen and selects it, to be moved and sized by key. */
export function boxInTheMiddle(object: ImageObject, next: () => ToolState): void {
  const { width, height } = object.stage.peek();
  const view = object.viewport.peek();
  const before = object.core.regions.all.peek().length;
  const corner = onImage(object, toImage(view, { x: width * 0.4, y: height * 0.4 }));
  const opposite = onImage(object, toImage(view, { x: width * 0.6, y: height * 0.6 }));
  finishShape(object, rectangle, boxBetween(corner, opposite), next);
  const all = object.core.regions.all.peek();
  const made = all.at(-1);
  if (made && all.length > before) object.core.edit.select([made.id]);
}
