import type { ImageObject } from '../../objects/image/image-object.ts';
import type { ToolState } from '../state-machine.ts';
import { boxSelecting } from './box-selecting.ts';
import { draggingHandle } from './dragging-handle.ts';
import { handleAt, handled, isFree } from './handles.ts';
import { pointingRegion } from './pointing-region.ts';
import { reshape } from './reshape.ts';

/** Waits for a press on a handle, a region, or nothing. */
export const selectIdle = (object: ImageObject): ToolState => ({
  name: 'select.idle',
  cursor: 'default',
  on: {
    pointer_down(event) {
      const { machine, space } = object;
      const next = (): ToolState => selectIdle(object);
      const handle = handleAt(object, event.at, event.unitsPerPixel);
      const owner = handled(object);
      if (handle && owner) {
        if (event.alt && owner.shape.removePoint) {
          const fewer = owner.shape.removePoint(owner.geometry, handle.id);
          if (fewer) reshape(object, owner, fewer, 'Remove point');
          return;
        }
        machine.go(draggingHandle(object, owner, handle, next));
        return;
      }
      const found = space.at(event.at, 4 * event.unitsPerPixel);
      const first = found[0];
      if (first) machine.go(pointingRegion(object, event, first, found, isFree(object, first), next));
      else machine.go(boxSelecting(object, event, next));
    },
    double_click(event) {
      const owner = handled(object);
      const more = owner?.shape.insertPoint?.(owner.geometry, event.at, 8 * event.unitsPerPixel);
      if (!owner || !more) return false;
      reshape(object, owner, more, 'Add point');
      return true;
    },
  },
});
