import type { Point } from '../../../labels/geometry/point.ts';
import { edgesOf, rasterOf, strokeRaster } from '../../kernels/mask-raster.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { brush, type BrushGeometry, maskOf } from '../../shapes/brush/brush.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';

/** The brush is down: its way is shown as a line, and becomes pixels once, at the release. */
export function painting(
  object: ImageObject,
  begin: PointerInfo,
  target: Placed | undefined,
  erases: boolean,
  next: () => ToolState,
): ToolState {
  let points: readonly Point[] = [begin.at];
  const radius = object.brushSize.peek() / 2;
  const show = (): void => {
    const geometry: BrushGeometry = { type: 'stroke', points, radius, erases };
    object.draft.set({ shape: brush, geometry });
  };
  const leave = (): void => object.machine.go(next());
  show();
  return {
    name: erases ? 'eraser.painting' : 'brush.painting',
    cursor: 'none',
    on: {
      pointer_move({ at }) {
        points = [...points, at];
        show();
      },
      pointer_up() {
        leave();
        const size = object.size.peek();
        if (!size) return;
        const { edit } = object.core;
        const before = target?.geometry as BrushGeometry | undefined;
        const raster = rasterOf(before?.type === 'mask' ? before.edges : [], size);
        strokeRaster(raster, size, points, radius, erases ? 0 : 1);
        const edges = edgesOf(raster);
        if (target && edges.length === 0) edit.deleteRegions([target.region.id]);
        else if (target)
          edit.reshape(erases ? 'Erase' : 'Paint', [[target.region, brush.write(maskOf(edges, size), size)]]);
        else if (edges.length > 0) {
          const id = edit.createRegion(
            object.name,
            brush,
            brush.write(maskOf(edges, size), size),
            object.envelope(),
          );
          // The next stroke goes on with this mask; Esc begins another.
          if (id !== null) edit.select([id]);
        }
      },
      cancel: leave,
    },
    exit: () => object.draft.set(null),
  };
}
