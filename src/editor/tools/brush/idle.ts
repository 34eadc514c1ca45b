import type { Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { toImage } from '../../objects/image/viewport.ts';
import { brush } from '../../shapes/brush/brush.ts';
import { movable } from '../select/translating.ts';
import { pickWithKey } from '../select/pick-with-key.ts';
import type { ToolState } from '../state-machine.ts';
import { paint, painting } from './painting.ts';

/** The mask that a stroke goes to: the one selected region, if it is a mask. */
function selectedMask(object: ImageObject): Placed | undefined {
  const selected = movable(object).filter(({ shape }) => shape === brush);
  return selected.length === 1 ? selected[0] : undefined;
}

/** Undefined, and a word to the person, when there is nothing to paint with. */
function paintTarget(object: ImageObject): { readonly target: Placed | undefined } | undefined {
  const { session, edit } = object.core;
  const target = selectedMask(object);
  if (target || edit.pensFor(object.name, brush).length > 0) return { target };
  session.notice.set({ text: 'Choose a label first, then paint.', tone: 'plain' });
  return undefined;
}

/** Undefined, and a word to the person, when there is nothing to erase from. */
function eraseTarget(object: ImageObject, at: Point): { readonly target: Placed } | undefined {
  if (!selectedMask(object)) {
    const under = object.space.at(at, 0).find(({ shape }) => shape === brush);
    if (under) object.core.edit.select([under.region.id]);
  }
  const target = selectedMask(object);
  if (target) return { target };
  object.core.session.notice.set({ text: 'Select a mask first, then erase from it.', tone: 'plain' });
  return undefined;
}

/**
 * Waits for a stroke: a drag, a click for a dot, Shift and a click for a straight line from where the last one
 * ended, or Enter for a dot in the middle of what is seen.
 */
const strokeIdle = (object: ImageObject, erases: boolean, last: Point | null): ToolState => {
  const targetAt = (at: Point) => (erases ? eraseTarget(object, at) : paintTarget(object));
  return {
    name: erases ? 'eraser.idle' : 'brush.idle',
    cursor: 'none',
    on: {
      pointer_down(event) {
        if (object.core.session.readOnly.peek()) return false;
        if (pickWithKey(object, event)) return true;
        const found = targetAt(event.at);
        if (!found) return true;
        const points = event.shift && last ? [last, event.at] : [event.at];
        const begun = { points, erases, target: found.target };
        object.machine.go(painting(object, begun, (end) => strokeIdle(object, erases, end)));
        return true;
      },
      complete() {
        const { width, height } = object.stage.peek();
        const at = toImage(object.viewport.peek(), { x: width / 2, y: height / 2 });
        const found = targetAt(at);
        if (found) paint(object, { points: [at], erases, target: found.target });
        return true;
      },
    },
  };
};

/** A stroke adds to the selected mask, else begins a new one of the armed class. */
export const brushIdle = (object: ImageObject): ToolState => strokeIdle(object, false, null);

/** A stroke takes away from the selected mask; pressed on another mask, that one is selected first. */
export const eraserIdle = (object: ImageObject): ToolState => strokeIdle(object, true, null);
