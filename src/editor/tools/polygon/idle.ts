import type { ImageObject } from '../../objects/image/image-object.ts';
import { onImage } from '../image/drawn.ts';
import { pickWithKey } from '../select/pick-with-key.ts';
import type { ToolState } from '../state-machine.ts';
import { polygonDrawing } from './drawing.ts';

/** Waits for the first point. */
export const polygonIdle = (object: ImageObject): ToolState => ({
  name: 'polygon.idle',
  cursor: 'crosshair',
  on: {
    pointer_down(event) {
      if (object.core.session.readOnly.peek()) return false;
      if (pickWithKey(object, event)) return true;
      object.machine.go(polygonDrawing(object, [onImage(object, event.at)]));
      return true;
    },
  },
});
