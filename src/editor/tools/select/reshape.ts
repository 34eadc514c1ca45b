import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';

/** Writes a region's new geometry as one step. */
export function reshape(object: ImageObject, placed: Placed, geometry: unknown, title: string): void {
  const size = object.size.peek();
  if (size) object.core.edit.reshape(title, [[placed.region, placed.shape.write(geometry, size)]]);
}
