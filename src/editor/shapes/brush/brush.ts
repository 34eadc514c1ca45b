import type { Bounds, Point, Size } from '../../../labels/geometry/point.ts';
import { boundsOf } from '../../../labels/geometry/point.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { encodeMask } from '../../../labels/masks/encode-mask.ts';
import { maskRuns } from '../../../labels/masks/mask-runs.ts';
import { type Edges, edgesBounds } from '../../../labels/masks/mask-spans.ts';
import { isPainted, moveEdges } from '../../kernels/mask-edges.ts';
import { imageShape } from '../image/image-shape.ts';

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

/** A new class leaves the pixels as they are, and what was just written need not be read. */
const masks = new WeakMap<readonly number[], Mask>();

const shifted = (mask: Mask, { x, y }: Point): BrushGeometry => {
  const by = { x: Math.round(x), y: Math.round(y) };
  const { left, top, right, bottom } = mask.bounds;
  const bounds = { left: left + by.x, top: top + by.y, right: right + by.x, bottom: bottom + by.y };
  return { type: 'shifted', mask, by, bounds };
};

export const brush = imageShape<BrushGeometry>({
  type: 'brush',
  noun: 'mask',
  objects: ['image'],
  bareType: 'brush',
  resultTypes: ['brush', 'brushlabels'],
  keys: ['format', 'rle'],
  raster: true,
  fits: (value) => value['format'] === 'rle' && Array.isArray(value['rle']),
  describe: () => '',
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
    const rle = encodeMask({ pixels: size.width * size.height, edges });
    masks.set(rle, geometry.type === 'mask' ? geometry : maskOf(edges, size));
    return { format: 'rle', rle };
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
  painted(geometry) {
    if (geometry.type === 'stroke') return null;
    const mask = geometry.type === 'mask' ? geometry : geometry.mask;
    const by = geometry.type === 'mask' ? { x: 0, y: 0 } : geometry.by;
    return { edges: mask.edges, imageWidth: mask.size.width, by };
  },
  paint(geometry, context, color) {
    if (geometry.type !== 'stroke') return;
    const { points, radius, erases } = geometry;
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
  },
});
