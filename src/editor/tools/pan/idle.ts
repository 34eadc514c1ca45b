import type { ImageObject } from '../../objects/image/image-object.ts';
import { panBy } from '../../objects/image/viewport.ts';
import type { ToolState } from '../state-machine.ts';
import type { PointerInfo } from '../tool-event.ts';

/** Drag the image. */
export const panIdle = (object: ImageObject): ToolState => ({
  name: 'pan.idle',
  cursor: 'grab',
  on: {
    pointer_down: (event) => object.machine.go(panning(object, event)),
  },
});

/** The image follows the pointer: the place that was taken stays under it. */
const panning = (object: ImageObject, begin: PointerInfo): ToolState => ({
  name: 'pan.panning',
  cursor: 'grabbing',
  on: {
    pointer_move({ at }) {
      const { viewport, size, stage } = object;
      const now = viewport.peek();
      const image = size.peek();
      if (!image) return;
      const by = { x: (at.x - begin.at.x) * now.scale, y: (at.y - begin.at.y) * now.scale };
      viewport.set(panBy(now, by, image, stage.peek()));
    },
    pointer_up: () => object.machine.go(panIdle(object)),
    cancel: () => object.machine.go(panIdle(object)),
  },
});
