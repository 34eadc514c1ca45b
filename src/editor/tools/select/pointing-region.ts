import { distance } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import type { Placed } from '../../objects/image/region-space.ts';
import { clickReach } from '../image/drawn.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';
import { translating } from './translating.ts';

/** Pressed on a region: a click selects it (again: the one below it), a drag moves what is selected. */
export const pointingRegion = (
  object: ImageObject,
  begin: PointerInfo,
  pressed: Placed,
  all: readonly Placed[],
  canMove: boolean,
  next: () => ToolState,
): ToolState => ({
  name: 'select.pointing-region',
  on: {
    pointer_move(event) {
      if (!canMove || distance(event.at, begin.at) <= clickReach * event.unitsPerPixel) return;
      const { edit, session } = object.core;
      if (!session.selection.peek().includes(pressed.region.id)) edit.select([pressed.region.id]);
      object.machine.go(translating(object, begin, next));
      object.machine.send({ ...event, type: 'pointer_move' });
    },
    pointer_up(event) {
      const { edit, session } = object.core;
      const selected = session.selection.peek();
      object.machine.go(next());
      if (event.shift || event.mod) {
        edit.toggleSelected(pressed.region.id);
        return;
      }
      const alone = selected.length === 1 && selected[0] === pressed.region.id;
      const meant = alone && all.length > 1 ? all[1] : pressed;
      if (meant) edit.select([meant.region.id]);
    },
    cancel: () => object.machine.go(next()),
  },
});
