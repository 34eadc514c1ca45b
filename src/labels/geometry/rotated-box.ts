import { type Bounds, boundsOf, type Point, turned } from './point.ts';

/** A box as Label Studio keeps it, in pixels: x, y is the top-left corner, about which it is turned clockwise. */
export interface RotatedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Degrees. */
  readonly rotation: number;
}

export type BoxHandle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';

/** A point of the box's own frame (origin at its top-left corner, not turned) in the image. */
const placed = (box: RotatedBox, x: number, y: number): Point => {
  const step = turned({ x, y }, box.rotation);
  return { x: box.x + step.x, y: box.y + step.y };
};

/** A point of the image in the box's own frame. */
export const inFrame = (box: RotatedBox, p: Point): Point =>
  turned({ x: p.x - box.x, y: p.y - box.y }, -box.rotation);

/** Top-left, top-right, bottom-right, bottom-left, of the box before it was turned. */
export const cornersOf = (box: RotatedBox): readonly Point[] => [
  placed(box, 0, 0),
  placed(box, box.width, 0),
  placed(box, box.width, box.height),
  placed(box, 0, box.height),
];

export const centerOf = (box: RotatedBox): Point => placed(box, box.width / 2, box.height / 2);

export const boxBounds = (box: RotatedBox): Bounds =>
  box.rotation === 0
    ? { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height }
    : boundsOf(cornersOf(box));

export function boxContains(box: RotatedBox, p: Point, slack = 0): boolean {
  const own = inFrame(box, p);
  return own.x >= -slack && own.y >= -slack && own.x <= box.width + slack && own.y <= box.height + slack;
}

/** The box over two opposite corners. */
export const boxBetween = (a: Point, b: Point): RotatedBox => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
  rotation: 0,
});

export const handlePoint = (box: RotatedBox, handle: BoxHandle): Point =>
  placed(
    box,
    handle.includes('w') ? 0 : handle.includes('e') ? box.width : box.width / 2,
    handle.includes('n') ? 0 : handle.includes('s') ? box.height : box.height / 2,
  );

/**
 * The box with a handle dragged to `to`; the opposite side stays where it is, or, with `fromCenter`, the center does.
 * `keepRatio` holds width to height at corners. Dragged past the opposite side, the box turns over.
 */
export function resizeBox(
  box: RotatedBox,
  handle: BoxHandle,
  to: Point,
  options: { readonly keepRatio?: boolean; readonly fromCenter?: boolean } = {},
): RotatedBox {
  const own = inFrame(box, to);
  let left = handle.includes('w') ? own.x : 0;
  let right = handle.includes('e') ? own.x : box.width;
  let top = handle.includes('n') ? own.y : 0;
  let bottom = handle.includes('s') ? own.y : box.height;
  if (options.fromCenter) {
    if (handle.includes('w')) right = box.width - left;
    else if (handle.includes('e')) left = box.width - right;
    if (handle.includes('n')) bottom = box.height - top;
    else if (handle.includes('s')) top = box.height - bottom;
  }
  if (options.keepRatio && handle.length === 2 && box.width > 0 && box.height > 0) {
    const scale = Math.max(Math.abs(right - left) / box.width, Math.abs(bottom - top) / box.height);
    const width = Math.sign(right - left || 1) * scale * box.width;
    const height = Math.sign(bottom - top || 1) * scale * box.height;
    if (options.fromCenter) {
      left = (box.width - width) / 2;
      right = left + width;
      top = (box.height - height) / 2;
      bottom = top + height;
    } else {
      if (handle.includes('w')) left = right - width;
      else right = left + width;
      if (handle.includes('n')) top = bottom - height;
      else bottom = top + height;
    }
  }
  const corner = placed(box, Math.min(left, right), Math.min(top, bottom));
  return { ...box, ...corner, width: Math.abs(right - left), height: Math.abs(bottom - top) };
}

/** The box turned about its center by so many degrees; the result is in 0 ≤ rotation < 360. */
export function turnBox(box: RotatedBox, degrees: number): RotatedBox {
  const center = centerOf(box);
  const rotation = (((box.rotation + degrees) % 360) + 360) % 360;
  const half = turned({ x: box.width / 2, y: box.height / 2 }, rotation);
  return { ...box, x: center.x - half.x, y: center.y - half.y, rotation };
}
