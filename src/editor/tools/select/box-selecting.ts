import { boundsOf, distance } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { clickReach } from '../image/drawn.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';

/** Pressed on nothing: a drag selects all that lies wholly in its box, a click unselects. */
export function boxSelecting(object: ImageObject, begin: PointerInfo, next: () => ToolState): ToolState {
  const leave = (): void => object.machine.go(next());
  return {
    name: 'select.box-selecting',
    cursor: 'crosshair',
    on: {
      pointer_move: ({ at }) => object.lasso.set({ from: begin.at, to: at }),
      pointer_up(event) {
        const { edit, session } = object.core;
        leave();
        const kept = event.shift ? session.selection.peek() : [];
        if (distance(event.at, begin.at) <= clickReach * event.unitsPerPixel) {
          if (!event.shift) edit.select([]);
          return;
        }
        const box = boundsOf([begin.at, event.at]);
        const inside = object.space
          .inBounds(box)
          .filter(
            ({ bounds }) =>
              bounds.left >= box.left &&
              bounds.top >= box.top &&
              bounds.right <= box.right &&
              bounds.bottom <= box.bottom,
          )
          .map(({ region }) => region.id);
        edit.select([...new Set([...kept, ...inside])]);
      },
      cancel: leave,
    },
    exit: () => object.lasso.set(null),
  };
}
