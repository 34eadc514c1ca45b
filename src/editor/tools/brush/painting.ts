import type { Point } from '../../../labels/geometry/point.ts';
import { combineEdges, strokeEdges } from '../../kernels/mask-edges.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { brush, type BrushGeometry, maskOf } from '../../shapes/brush/brush.ts';
import type { ToolState } from '../state-machine.ts';

/** Where a stroke goes, and whether it takes away. */
export interface Stroke {
  readonly points: readonly Point[];
  /** The mask that it changes; a new one when left out. */
  readonly target: Placed | undefined;
  readonly erases: boolean;
}

/** The brush is down: its way is shown as a line, and becomes pixels once, at the release. */
export function painting(object: ImageObject, begun: Stroke, next: (last: Point) => ToolState): ToolState {
  let { points } = begun;
  const show = (): void => {
    const radius = object.brushSize.peek() / 2;
    const geometry: BrushGeometry = { type: 'stroke', points, radius, erases: begun.erases };
    object.draft.set({ shape: brush, geometry });
  };
  const leave = (): void => object.machine.go(next(points.at(-1) as Point));
  show();
  return {
    name: begun.erases ? 'eraser.painting' : 'brush.painting',
    cursor: 'none',
    on: {
      pointer_move({ at }) {
        points = [...points, at];
        show();
      },
      pointer_up() {
        leave();
        paint(object, { ...begun, points });
      },
      cancel: leave,
    },
    exit: () => object.draft.set(null),
  };
}

/** Makes pixels of a stroke, as one step; a mask of which nothing is left goes. */
export function paint(object: ImageObject, { points, target, erases }: Stroke): void {
  const size = object.size.peek();
  if (!size) return;
  const { edit } = object.core;
  const before = target?.geometry as BrushGeometry | undefined;
  const stroke = strokeEdges(size, points, object.brushSize.peek() / 2);
  const edges = combineEdges(before?.type === 'mask' ? before.edges : [], stroke, erases);
  if (target && edges.length === 0) edit.deleteRegions([target.region.id]);
  else if (target)
    edit.reshape(erases ? 'Erase' : 'Paint', [[target.region, brush.write(maskOf(edges, size), size)]]);
  else if (edges.length > 0) {
    const value = brush.write(maskOf(edges, size), size);
    const id = edit.createRegion(object.name, brush, value, object.envelope());
    // The next stroke goes on with this mask; Esc begins another.
    if (id !== null) edit.select([id]);
  }
}
