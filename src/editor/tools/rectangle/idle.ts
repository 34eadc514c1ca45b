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
      object.machine.go(rectangleDrawing(object, event));
      return true;
    },
    complete() {
      const { width, height } = object.stage.peek();
      const view = object.viewport.peek();
      const corner = onImage(object, toImage(view, { x: width * 0.4, y: height * 0.4 }));
      const opposite = onImage(object, toImage(view, { x: width * 0.6, y: height * 0.6 }));
      finishShape(object, rectangle, boxBetween(corner, opposite), () => rectangleIdle(object));
      const made = object.core.regions.all.peek().at(-1);
      if (made) object.core.edit.select([made.id]);
      return true;
    },
  },
});
