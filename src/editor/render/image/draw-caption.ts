import type { Bounds } from '../../../labels/geometry/point.ts';
import type { Placed } from '../../objects/image/region-space.ts';

const font = '600 11px system-ui, sans-serif';
const widths = new Map<string, number>();

/** Of a caption's words, in CSS pixels. */
function widthOf(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    const context = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.font = font;
    width = context.measureText(text).width;
    if (widths.size > 1000) widths.clear();
    widths.set(text, width);
  }
  return width;
}

/** The place of a shape's caption in the image; null when it has none. `pixel` is a CSS pixel in the image. */
export function captionBounds({ region, shape, geometry, bounds }: Placed, pixel: number): Bounds | null {
  if (region.labels.length === 0 || bounds.right - bounds.left < 14 * pixel) return null;
  const { x, y } = shape.captionAt(geometry);
  const width = widthOf(region.labels.join(', ')) + 10;
  return { left: x - pixel, top: y - 16 * pixel, right: x + width * pixel, bottom: y - pixel };
}

/** The class in words, so that classes are not told by color alone. */
export function drawCaption(
  context: CanvasRenderingContext2D,
  { region, shape }: Placed,
  geometry: unknown,
  color: string,
  pixel: number,
  before = '',
): void {
  if (region.labels.length === 0) return;
  const text = before + region.labels.join(', ');
  const bounds = shape.bounds(geometry);
  if (bounds.right - bounds.left < 14 * pixel) return;
  const at = shape.captionAt(geometry);
  context.save();
  context.translate(at.x, at.y);
  context.scale(pixel, pixel);
  context.font = font;
  context.textBaseline = 'alphabetic';
  const width = widthOf(text) + 8;
  context.fillStyle = 'rgb(20 22 26 / 78%)';
  context.fillRect(-1, -16, width + 3, 15);
  context.fillStyle = color;
  context.fillRect(-1, -16, 3, 15);
  context.fillStyle = '#fff';
  context.fillText(text, 6, -5);
  context.restore();
}
