import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import type { Handle } from '../../shapes/image/image-shape.ts';
import { onImage } from '../image/drawn.ts';
import type { ToolState } from '../state-machine.ts';
import { reshape } from './reshape.ts';

/** A corner, an edge, a point or the grip that turns follows the pointer. */
export function draggingHandle(
  object: ImageObject,
  owner: Placed,
  handle: Handle,
  next: () => ToolState,
): ToolState {
  let now: unknown = null;
  const leave = (): void => object.machine.go(next());
  return {
    name: 'select.dragging-handle',
    cursor: handle.look === 'turn' ? 'grabbing' : handle.cursor,
    on: {
      pointer_move(event) {
        const to = handle.look === 'turn' ? event.at : onImage(object, event.at);
        now = owner.shape.drag(owner.geometry, handle.id, to, {
          keepRatio: event.shift,
          fromCenter: event.alt,
          unitsPerPixel: event.unitsPerPixel,
        });
        object.moving.set(new Map([[owner.region.id, now]]));
      },
      pointer_up() {
        leave();
        if (now !== null) reshape(object, owner, now, handle.look === 'turn' ? 'Rotate' : 'Resize');
      },
      cancel: leave,
    },
    exit: () => object.moving.set(new Map()),
  };
}
