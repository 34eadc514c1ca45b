import { distance, type Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import type { Handle } from '../../shapes/image/image-shape.ts';

const handleReach = 8;

/** May be changed by hand. */
export const isFree = (object: ImageObject, { region }: Placed): boolean =>
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
