import type { Bounds, Point, Size } from '../../../labels/geometry/point.ts';
import { boundsOf } from '../../../labels/geometry/point.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { encodeMask } from '../../../labels/masks/encode-mask.ts';
import { maskRuns } from '../../../labels/masks/mask-runs.ts';
import { type Edges, eachSpan, edgesBounds } from '../../../labels/masks/mask-spans.ts';
import { isPainted, moveEdges } from '../../kernels/mask-raster.ts';
import { imageShape, type PaintContext } from '../image/image-shape.ts';

interface Mask {
  readonly type: 'mask';
  readonly size: Size;
  readonly edges: Edges;
  readonly bounds: Bounds;
}

/** A mask, one on its way to another place (its pixels are moved when it is written), or a stroke being painted. */
export type BrushGeometry =
  | Mask
  | { readonly type: 'shifted'; readonly mask: Mask; readonly by: Point; readonly bounds: Bounds }
  | {
      readonly type: 'stroke';
      readonly points: readonly Point[];
      readonly radius: number;
      readonly erases: boolean;
    };

export const maskOf = (edges: Edges, size: Size): Mask => ({
  type: 'mask',
  size,
  edges,
  bounds: edgesBounds(edges, size.width),
});

/** Pictures of masks are kept no larger than this; the mask itself stays exact. */
const mostPixels = 1_200_000;
const pictures = new Map<Mask, { readonly color: string; readonly picture: ImageBitmap }>();
/** Each may be 5 MB: those not drawn for the longest time go. */
const recent = new Set<Mask>();
const mostPictures = 8;

/** A new class leaves the pixels as they are. */
const masks = new WeakMap<readonly number[], Mask>();

const shifted = (mask: Mask, { x, y }: Point): BrushGeometry => {
  const by = { x: Math.round(x), y: Math.round(y) };
  const { left, top, right, bottom } = mask.bounds;
  const bounds = { left: left + by.x, top: top + by.y, right: right + by.x, bottom: bottom + by.y };
  return { type: 'shifted', mask, by, bounds };
};

export const brush = imageShape<BrushGeometry>({
  type: 'brush',
  objects: ['image'],
  bareType: 'brush',
  resultTypes: ['brush', 'brushlabels'],
  keys: ['format', 'rle'],
  raster: true,
  fits: (value) => value['format'] === 'rle' && Array.isArray(value['rle']),
  describe: () => 'mask',
  read(value, size) {
    try {
      const rle = value['rle'] as readonly number[];
      const known = masks.get(rle);
      if (known && known.size.width === size.width && known.size.height === size.height) return known;
      const { pixels, edges } = maskRuns(rle);
      if (pixels !== size.width * size.height) return null;
      const mask = maskOf(edges, size);
      masks.set(rle, mask);
      return mask;
    } catch {
      return null;
    }
  },
  write(geometry, size) {
    const nothing: JsonObject = {};
    if (geometry.type === 'stroke') return nothing;
    const edges =
      geometry.type === 'mask' ? geometry.edges : moveEdges(geometry.mask.edges, size, geometry.by);
    return { format: 'rle', rle: encodeMask({ pixels: size.width * size.height, edges }) };
  },
  bounds: (geometry) => (geometry.type === 'stroke' ? boundsOf(geometry.points) : geometry.bounds),
  hit(geometry, { x, y }) {
    if (geometry.type !== 'mask') return false;
    const { width, height } = geometry.size;
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    return isPainted(geometry.edges, Math.floor(y) * width + Math.floor(x));
  },
  move(geometry, by) {
    if (geometry.type === 'stroke') return geometry;
    if (geometry.type === 'mask') return shifted(geometry, by);
    return shifted(geometry.mask, { x: geometry.by.x + by.x, y: geometry.by.y + by.y });
  },
  handles: () => [],
  drag: (geometry) => geometry,
  trace: () => {},
  captionAt: (geometry) => {
    const { left, top } = geometry.type === 'stroke' ? boundsOf(geometry.points) : geometry.bounds;
    return { x: left, y: top };
  },
  paint(geometry, context, color, strong = false) {
    if (geometry.type === 'stroke') {
      paintStroke(geometry, context, color);
      return;
    }
    const mask = geometry.type === 'mask' ? geometry : geometry.mask;
    if (mask.edges.length === 0) return;
    const { left, top, right, bottom } = geometry.bounds;
    context.globalAlpha = strong ? 0.62 : 0.42;
    context.drawImage(pictureOf(mask, color), left, top, right - left, bottom - top);
    context.globalAlpha = 1;
  },
});

function paintStroke(
  { points, radius, erases }: Extract<BrushGeometry, { type: 'stroke' }>,
  context: PaintContext,
  color: string,
): void {
  context.globalAlpha = erases ? 0.5 : 0.55;
  context.strokeStyle = erases ? '#000' : color;
  context.lineWidth = radius * 2;
  context.lineCap = 'round';
  context.beginPath();
  points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  const [only] = points;
  if (points.length === 1 && only) context.lineTo(only.x + 0.01, only.y);
  context.stroke();
  context.globalAlpha = 1;
}

function fillPixels(
  { bounds, edges, size }: Mask,
  context: OffscreenCanvasRenderingContext2D,
  { step, width, height }: { readonly step: number; readonly width: number; readonly height: number },
): void {
  const { left, top } = bounds;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  eachSpan(edges, size.width, (y, from, to) => {
    if ((y - top) % step !== 0) return;
    const row = ((y - top) / step) * width;
    pixels.fill(0xffffffff, row + Math.floor((from - left) / step), row + Math.ceil((to - left) / step));
  });
  context.putImageData(image, 0, 0);
}

/** The mask in its color, cut to its bounds; made once. */
function pictureOf(geometry: Mask, color: string): ImageBitmap {
  const known = pictures.get(geometry);
  if (known?.color === color) {
    recent.delete(geometry);
    recent.add(geometry);
    return known.picture;
  }
  const { left, top, right, bottom } = geometry.bounds;
  const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / mostPixels)));
  const width = Math.ceil((right - left) / step);
  const height = Math.ceil((bottom - top) / step);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  if (known) context.drawImage(known.picture, 0, 0);
  else fillPixels(geometry, context, { step, width, height });
  known?.picture.close();
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = color;
  context.fillRect(0, 0, width, height);
  // A bitmap is drawn as it is; a canvas would be copied each time.
  const picture = canvas.transferToImageBitmap();
  // Its memory goes now, not when the collector comes by.
  canvas.width = canvas.height = 0;
  pictures.set(geometry, { color, picture });
  recent.delete(geometry);
  recent.add(geometry);
  const [oldest] = recent;
  if (recent.size > mostPictures && oldest) {
    recent.delete(oldest);
    pictures.get(oldest)?.picture.close();
    pictures.delete(oldest);
  }
  return picture;
}
