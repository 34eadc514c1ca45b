import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { brush } from '../../shapes/brush/brush.ts';
import { movable } from '../select/translating.ts';
import { pickWithKey } from '../select/pick-with-key.ts';
import type { ToolState } from '../state-machine.ts';
import { painting } from './painting.ts';

/** The mask that a stroke goes to: the one selected region, if it is a mask. */
function selectedMask(object: ImageObject): Placed | undefined {
  const selected = movable(object).filter(({ shape }) => shape === brush);
  return selected.length === 1 ? selected[0] : undefined;
}

/** Waits for a stroke: it adds to the selected mask, else begins a new one of the armed class. */
export const brushIdle = (object: ImageObject): ToolState => ({
  name: 'brush.idle',
  cursor: 'none',
  on: {
    pointer_down(event) {
      const { session, edit } = object.core;
      if (session.readOnly.peek()) return false;
      if (pickWithKey(object, event)) return true;
      const target = selectedMask(object);
      if (!target && edit.pensFor(object.name, brush).length === 0) {
        session.notice.set({ text: 'Choose a label first, then paint.', tone: 'plain' });
        return true;
      }
      object.machine.go(painting(object, event, target, false, () => brushIdle(object)));
      return true;
    },
  },
});

/** Waits for a stroke that takes away from the selected mask; pressed on another mask, that one is selected first. */
export const eraserIdle = (object: ImageObject): ToolState => ({
  name: 'eraser.idle',
  cursor: 'none',
  on: {
    pointer_down(event) {
      if (object.core.session.readOnly.peek()) return false;
      if (!selectedMask(object)) {
        const under = object.space.at(event.at, 0).find(({ shape }) => shape === brush);
        if (under) object.core.edit.select([under.region.id]);
      }
      const target = selectedMask(object);
      if (!target) {
        object.core.session.notice.set({ text: 'Select a mask first, then erase from it.', tone: 'plain' });
        return true;
      }
      object.machine.go(painting(object, event, target, true, () => eraserIdle(object)));
      return true;
    },
  },
});
