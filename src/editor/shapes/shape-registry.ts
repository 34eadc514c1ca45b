import type { JsonObject } from '../../labels/json.ts';
import { brush } from './brush/brush.ts';
import type { ImageShape } from './image/image-shape.ts';
import { polygon } from './polygon/polygon.ts';
import { rectangle } from './rectangle/rectangle.ts';
import type { ShapeKind } from './shape-kind.ts';
import { textSpan } from './text-span/text-span.ts';

/** Shapes on images. To add one: its folder here, and a line in this list. */
const imageShapes: readonly ImageShape[] = [rectangle, polygon, brush];
const shapes: readonly ShapeKind[] = [textSpan, ...imageShapes];

const byType = new Map(shapes.map((shape) => [shape.type, shape]));
const imageByType = new Map(imageShapes.map((shape) => [shape.type, shape]));
const byResultType = new Map(
  shapes.flatMap((shape) => shape.resultTypes.map((type) => [type, shape] as const)),
);

export const shapeNamed = (type: string): ShapeKind | undefined => byType.get(type);

export const imageShapeNamed = (type: string): ImageShape | undefined => imageByType.get(type);

/** The shape of a result on an object of this tag; undefined when it is not a region that we know. */
export function shapeOfResult(type: string, objectTag: string, value: JsonObject): ShapeKind | undefined {
  const known = byResultType.get(type);
  if (known) return known.fits(value) ? known : undefined;
  if (type !== 'labels') return undefined;
  return shapes.find((shape) => shape.objects.includes(objectTag) && shape.fits(value));
}
