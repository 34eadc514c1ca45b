import type { Point } from '../../../labels/geometry/point.ts';
import { clamp, joinBounds } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';

/** The selected regions that may be moved. */
export const movable = (object: ImageObject): Placed[] =>
  object.core.session.selection
    .peek()
    .map((id) => object.space.get(id))
    .filter((placed) => placed !== undefined)
    .filter(({ region }) => !region.readOnly && !object.core.session.locked.peek().has(region.id));

/** The step cut so that what moves stays on the image. */
export function keptOnImage(object: ImageObject, moved: readonly Placed[], by: Point): Point {
  const size = object.size.peek();
  if (!size || moved.length === 0) return by;
  const all = moved.reduce((sum, { bounds }) => joinBounds(sum, bounds), (moved[0] as Placed).bounds);
  const along = (step: number, low: number, high: number, length: number): number =>
    clamp(step, Math.min(0, -low), Math.max(0, length - high));
  return {
    x: along(by.x, all.left, all.right, size.width),
    y: along(by.y, all.top, all.bottom, size.height),
  };
}

/** The selected regions follow the pointer; the labels change once, at the release. */
export function translating(object: ImageObject, begin: PointerInfo, next: () => ToolState): ToolState {
  const moved = movable(object);
  let by: Point = { x: 0, y: 0 };
  const leave = (): void => object.machine.go(next());
  return {
    name: 'select.translating',
    cursor: 'move',
    on: {
      pointer_move({ at, shift }) {
        let step = { x: at.x - begin.at.x, y: at.y - begin.at.y };
        if (shift) step = Math.abs(step.x) > Math.abs(step.y) ? { x: step.x, y: 0 } : { x: 0, y: step.y };
        by = keptOnImage(object, moved, step);
        object.moving.set(
          new Map(moved.map(({ region, shape, geometry }) => [region.id, shape.move(geometry, by)])),
        );
      },
      pointer_up() {
        const size = object.size.peek();
        leave();
        if (!size || (by.x === 0 && by.y === 0)) return;
        object.core.edit.reshape(
          'Move',
          moved.map(
            ({ region, shape, geometry }) => [region, shape.write(shape.move(geometry, by), size)] as const,
          ),
        );
      },
      cancel: leave,
    },
    exit: () => object.moving.set(new Map()),
  };
}
