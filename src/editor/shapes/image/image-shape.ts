import type { Bounds, Point, Size } from '../../../labels/geometry/point.ts';
import type { JsonObject } from '../../../labels/json.ts';
import type { PaintedPixels } from '../../kernels/blend-masks.ts';
import type { ShapeKind } from '../shape-kind.ts';

/** What a shape is traced onto; a Path2D is one. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

export interface Handle {
  readonly id: string;
  readonly at: Point;
  /** corner: drawn as a square; edge: smaller; point: round; turn: the grip that rotates. */
  readonly look: 'corner' | 'edge' | 'point' | 'turn';
  readonly cursor: string;
}

export interface DragOptions {
  readonly keepRatio: boolean;
  readonly fromCenter: boolean;
  /** Units of the image in one CSS pixel. */
  readonly unitsPerPixel: number;
}

/**
 * Everything a shape on an image can do. Geometry is in pixels of the oriented image; only `read` and `write` know
 * that results hold percent. To add a shape: a folder with one of these, and a line in the registry.
 */
export interface ImageShape<G = unknown> extends ShapeKind {
  /** Null when the value is not a geometry of this shape. */
  read(value: JsonObject, size: Size): G | null;
  write(geometry: G, size: Size): JsonObject;
  bounds(geometry: G): Bounds;
  /** True on the shape or within `slack` of its outline. */
  hit(geometry: G, at: Point, slack: number): boolean;
  move(geometry: G, by: Point): G;
  handles(geometry: G, unitsPerPixel: number): readonly Handle[];
  drag(geometry: G, handle: string, to: Point, options: DragOptions): G;
  trace(geometry: G, path: PathSink): void;
  /** Where its caption stands. */
  captionAt(geometry: G): Point;
  /** Keys: wider and higher by so many pixels; undefined where it makes no sense. */
  grow?(geometry: G, by: Point): G;
  turn?(geometry: G, degrees: number): G;
  /** A point more on the outline near `at`; null when there is none near. */
  insertPoint?(geometry: G, at: Point, slack: number): G | null;
  /** The point of a handle taken out; null when too few would be left. */
  removePoint?(geometry: G, handle: string): G | null;
  /** How many corners its outline has; 4 where it is left out. */
  corners?(geometry: G): number;
  /** Is pixels, not traced. */
  readonly raster?: true;
  /** Null while it is no pixels yet. */
  painted?(geometry: G): PaintedPixels | null;
  /** Draws what is not pixels yet: a stroke of the brush. */
  paint?(geometry: G, context: CanvasRenderingContext2D, color: string): void;
}

/** Gives up the type of the geometry, so that shapes of all kinds stand in one registry. */
export const imageShape = <G>(shape: ImageShape<G>): ImageShape => shape as unknown as ImageShape;
