import { distance, type Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import type { Handle } from '../../shapes/image/image-shape.ts';
import type { ToolState } from '../state-machine.ts';
import { boxSelecting } from './box-selecting.ts';
import { draggingHandle } from './dragging-handle.ts';
import { pointingRegion } from './pointing-region.ts';

const handleReach = 8;

const isFree = (object: ImageObject, { region }: Placed): boolean =>
  !region.readOnly &&
  !object.core.session.readOnly.peek() &&
  !object.core.session.locked.peek().has(region.id);

/** The one selected region whose handles are shown. */
export function handled(object: ImageObject): Placed | undefined {
  const selection = object.core.session.selection.peek();
  const placed = selection.length === 1 ? object.space.get(selection[0] as string) : undefined;
  return placed && isFree(object, placed) ? placed : undefined;
}

/** The nearest handle within reach. */
export function handleAt(object: ImageObject, at: Point, unitsPerPixel: number): Handle | undefined {
  const placed = handled(object);
  if (!placed) return undefined;
  let best: Handle | undefined;
  let far = handleReach * unitsPerPixel;
  for (const handle of placed.shape.handles(placed.geometry, unitsPerPixel)) {
    const now = distance(handle.at, at);
    if (now <= far) {
      far = now;
      best = handle;
    }
  }
  return best;
}

/** Waits for a press on a handle, a region, or nothing. */
export const selectIdle = (object: ImageObject): ToolState => ({
  name: 'select.idle',
  cursor: 'default',
  on: {
    pointer_down(event) {
      const { machine, space } = object;
      const handle = handleAt(object, event.at, event.unitsPerPixel);
      const owner = handled(object);
      if (handle && owner) {
        if (event.alt && owner.shape.removePoint) {
          const fewer = owner.shape.removePoint(owner.geometry, handle.id);
          if (fewer) reshape(object, owner, fewer, 'Remove point');
          return;
        }
        machine.go(draggingHandle(object, owner, handle));
        return;
      }
      const found = space.at(event.at, 4 * event.unitsPerPixel);
      const first = found[0];
      if (first) machine.go(pointingRegion(object, event, first, found, isFree(object, first)));
      else machine.go(boxSelecting(object, event));
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

/** Writes a region's new geometry as one step. */
export function reshape(object: ImageObject, placed: Placed, geometry: unknown, title: string): void {
  const size = object.size.peek();
  if (size) object.core.edit.reshape(title, [[placed.region, placed.shape.write(geometry, size)]]);
}
