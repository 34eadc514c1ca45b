import { clamp, type Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { ImageShape } from '../../shapes/image/image-shape.ts';
import type { ToolState } from '../state-machine.ts';

/** A drag shorter than this, in CSS pixels, is a click. */
export const clickReach = 4;

/** The point on the image nearest to `at`. */
export function onImage(object: ImageObject, at: Point): Point {
  const size = object.size.peek();
  return size ? { x: clamp(at.x, 0, size.width), y: clamp(at.y, 0, size.height) } : at;
}

/**
 * A shape was drawn: it becomes a region with the armed classes; with none armed it waits for its class. `next` is
 * the state to go on with.
 */
export function finishShape(
  object: ImageObject,
  shape: ImageShape,
  geometry: unknown,
  next: () => ToolState,
): void {
  const { core, size, draft, machine } = object;
  const image = size.peek();
  draft.set(null);
  if (!image) return;
  const value = shape.write(geometry, image);
  if (core.edit.pensFor(object.name, shape).length > 0) {
    machine.go(next());
    core.edit.createRegion(object.name, shape, value, object.envelope());
    return;
  }
  machine.go(unlabeled(object, shape, geometry, next));
}

/** A shape that waits for its class: the next one chosen makes it a region. */
const unlabeled = (
  object: ImageObject,
  shape: ImageShape,
  geometry: unknown,
  next: () => ToolState,
): ToolState => {
  const { core, draft, machine } = object;
  draft.set({ shape, geometry });
  core.session.notice.set({ text: 'Choose a label for the new region, or press Esc.', tone: 'plain' });
  const leave = (): void => {
    draft.set(null);
    machine.go(next());
  };
  return {
    name: 'draw.unlabeled',
    on: {
      label({ control, option }) {
        const { armed } = core.session;
        const before = armed.peek();
        const image = object.size.peek();
        leave();
        armed.set(new Map([[control, [option]]]));
        if (image)
          core.edit.createRegion(object.name, shape, shape.write(geometry, image), object.envelope());
        armed.set(before);
        return true;
      },
      cancel: leave,
      pointer_down(event) {
        leave();
        machine.send({ ...event, type: 'pointer_down' });
      },
    },
    exit() {
      draft.set(null);
      if (core.session.notice.peek()?.tone === 'plain') core.session.notice.set(null);
    },
  };
};
