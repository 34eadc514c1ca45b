import type { ImageObject } from '../../objects/image/image-object.ts';
import type { PointerInfo } from '../tool-event.ts';

/** While a drawing tool is in hand, a click with Ctrl or Cmd selects in the place of drawing. */
export function pickWithKey(object: ImageObject, event: PointerInfo): boolean {
  if (!event.mod) return false;
  const found = object.space.at(event.at, 4 * event.unitsPerPixel)[0];
  if (!found) return false;
  if (event.shift) object.core.edit.toggleSelected(found.region.id);
  else object.core.edit.select([found.region.id]);
  return true;
}
