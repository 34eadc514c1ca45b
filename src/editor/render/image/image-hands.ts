import type { Point } from '../../../labels/geometry/point.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { fitViewport, panBy, toImage, zoomAt } from '../../objects/image/viewport.ts';
import type { Scope } from '../../scope.ts';
import type { Signal } from '../../signals.ts';
import type { PointerInfo } from '../../tools/tool-event.ts';
import { handleAt } from '../../tools/select/handles.ts';

/** Pointer, wheel and fingers on the stage: pan and zoom here, all else to the tool in hand. */
export function followImageHands(
  object: ImageObject,
  stage: HTMLElement,
  pointer: Signal<Point | null>,
  scope: Scope,
): void {
  const { machine, viewport, size } = object;
  const fingers = new Map<number, Point>();
  let panFrom: Point | null = null;
  let spaceHeld = false;
  let drawing = false;
  let box = stage.getBoundingClientRect();

  const onStage = (event: { clientX: number; clientY: number }): Point => ({
    x: event.clientX - box.left,
    y: event.clientY - box.top,
  });
  const info = (event: PointerEvent | MouseEvent): PointerInfo => ({
    at: toImage(viewport.peek(), onStage(event)),
    button: event.button,
    shift: event.shiftKey,
    alt: event.altKey,
    mod: event.ctrlKey || event.metaKey,
    pointerType: event instanceof PointerEvent ? event.pointerType : 'mouse',
    unitsPerPixel: 1 / viewport.peek().scale,
  });
  const pan = (by: Point): void => {
    const image = size.peek();
    if (image) viewport.set(panBy(viewport.peek(), by, image, object.stage.peek()));
  };
  const zoom = (at: Point, factor: number): void => {
    const image = size.peek();
    if (!image) return;
    viewport.set(zoomAt(viewport.peek(), at, factor, fitViewport(image, object.stage.peek()).scale));
  };
  const showCursor = (at: Point): void => {
    const state = machine.state.peek();
    const unitsPerPixel = 1 / viewport.peek().scale;
    const isIdle = state.name === 'select.idle';
    const handle = isIdle ? handleAt(object, at, unitsPerPixel) : undefined;
    const over = isIdle && !handle && object.space.at(at, 4 * unitsPerPixel).length > 0;
    stage.style.cursor = panFrom
      ? 'grabbing'
      : spaceHeld
        ? 'grab'
        : (handle?.cursor ?? (over ? 'pointer' : (state.cursor ?? 'default')));
  };

  scope.listen(stage, 'pointerdown', (event) => {
    if (!size.peek()) return;
    box = stage.getBoundingClientRect();
    stage.focus({ preventScroll: true });
    stage.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, onStage(event));
      if (fingers.size === 2) {
        if (drawing) machine.send({ type: 'cancel' });
        drawing = false;
        return;
      }
    }
    if (event.button === 1 || (event.button === 0 && spaceHeld)) {
      event.preventDefault();
      panFrom = onStage(event);
      showCursor(info(event).at);
      return;
    }
    if (event.button !== 0) return;
    drawing = true;
    machine.send({ type: 'pointer_down', ...info(event) });
  });
  scope.listen(stage, 'pointermove', (event) => {
    const here = onStage(event);
    const before = fingers.get(event.pointerId);
    if (before && fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1] ?? here;
      fingers.set(event.pointerId, here);
      const spread = (a: Point): number => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y));
      pan({ x: (here.x - before.x) / 2, y: (here.y - before.y) / 2 });
      zoom({ x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 }, spread(here) / spread(before));
      return;
    }
    if (before) fingers.set(event.pointerId, here);
    if (panFrom) {
      pan({ x: here.x - panFrom.x, y: here.y - panFrom.y });
      panFrom = here;
      return;
    }
    const now = info(event);
    pointer.set(now.at);
    machine.send({ type: 'pointer_move', ...now });
    showCursor(now.at);
  });
  const release = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (panFrom) {
      panFrom = null;
      showCursor(info(event).at);
      return;
    }
    if (!drawing) return;
    drawing = false;
    machine.send(
      event.type === 'pointercancel' ? { type: 'cancel' } : { type: 'pointer_up', ...info(event) },
    );
    showCursor(info(event).at);
  };
  scope.listen(stage, 'pointerup', release);
  scope.listen(stage, 'pointercancel', release);
  scope.listen(stage, 'pointerenter', () => void (box = stage.getBoundingClientRect()));
  scope.listen(stage, 'pointerleave', () => pointer.set(null));
  scope.listen(stage, 'dblclick', (event) => void machine.send({ type: 'double_click', ...info(event) }));
  scope.listen(stage, 'auxclick', (event) => event.preventDefault());
  scope.listen(
    stage,
    'wheel',
    (event) => {
      if (!size.peek()) return;
      event.preventDefault();
      box = stage.getBoundingClientRect();
      const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1;
      // Two fingers on a pad go both ways; a wheel goes one.
      if (event.shiftKey || (event.deltaX !== 0 && !event.ctrlKey)) {
        const across = event.deltaX === 0 ? event.deltaY : event.deltaX;
        pan({ x: -across * unit, y: event.shiftKey ? 0 : -event.deltaY * unit });
        return;
      }
      // Two fingers that part come as a wheel with Ctrl, in small steps; a wheel's own step goes as without Ctrl.
      const step = event.deltaY * unit;
      zoom(onStage(event), Math.exp(-step * (event.ctrlKey && Math.abs(step) < 40 ? 0.01 : 0.0016)));
    },
    { passive: false },
  );
  scope.listen(stage, 'keydown', (event) => {
    if (event.key !== ' ' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    spaceHeld = true;
    stage.style.cursor = 'grab';
  });
  scope.listen(stage, 'keyup', (event) => {
    if (event.key === ' ') spaceHeld = false;
  });
  scope.listen(stage, 'blur', () => void (spaceHeld = false));
}
