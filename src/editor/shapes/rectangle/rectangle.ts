import {
  type BoxHandle,
  boxBounds,
  boxContains,
  centerOf,
  cornersOf,
  handlePoint,
  resizeBox,
  type RotatedBox,
  turnBox,
} from '../../../labels/geometry/rotated-box.ts';
import { turned } from '../../../labels/geometry/point.ts';
import { type Handle, imageShape } from '../image/image-shape.ts';
import { percentOf, rounded } from '../image/percent.ts';

const handles: readonly BoxHandle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
const cursors = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'];
const headings: Readonly<Record<BoxHandle, number>> = {
  n: 0,
  ne: 45,
  e: 90,
  se: 135,
  s: 180,
  sw: 225,
  w: 270,
  nw: 315,
};
const cursorOf = (handle: BoxHandle, rotation: number): string =>
  cursors[Math.round((headings[handle] + rotation) / 45) % 4] ?? 'move';
const turnReach = 26;

const number = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;

export const rectangle = imageShape<RotatedBox>({
  type: 'rectangle',
  noun: 'box',
  objects: ['image'],
  bareType: 'rectangle',
  resultTypes: ['rectangle', 'rectanglelabels'],
  keys: ['x', 'y', 'width', 'height', 'rotation'],
  fits: (value) =>
    ['x', 'y', 'width', 'height'].every((key) => typeof value[key] === 'number') &&
    value['radiusX'] === undefined &&
    value['imageDataURL'] === undefined,
  describe: (value) => `${rounded(value['width'])} × ${rounded(value['height'])} %`,
  place: (value) => `at ${rounded(value['x'])}, ${rounded(value['y'])} %`,
  read(value, { width, height }) {
    const box: RotatedBox = {
      x: (number(value['x']) * width) / 100,
      y: (number(value['y']) * height) / 100,
      width: (number(value['width']) * width) / 100,
      height: (number(value['height']) * height) / 100,
      rotation: typeof value['rotation'] === 'number' ? value['rotation'] : 0,
    };
    return Object.values(box).every(Number.isFinite) ? box : null;
  },
  write: (box, { width, height }) => ({
    x: percentOf(box.x, width),
    y: percentOf(box.y, height),
    width: percentOf(box.width, width),
    height: percentOf(box.height, height),
    rotation: box.rotation,
  }),
  bounds: boxBounds,
  hit: boxContains,
  move: (box, by) => ({ ...box, x: box.x + by.x, y: box.y + by.y }),
  handles(box, unitsPerPixel) {
    const small = Math.min(box.width, box.height) / unitsPerPixel < 28;
    const made: Handle[] = handles
      .filter((handle) => !small || handle.length === 2)
      .map((handle) => ({
        id: handle,
        at: handlePoint(box, handle),
        look: handle.length === 2 ? 'corner' : 'edge',
        cursor: cursorOf(handle, box.rotation),
      }));
    const top = handlePoint(box, 'n');
    const up = turned({ x: 0, y: -turnReach * unitsPerPixel }, box.rotation);
    made.push({ id: 'turn', at: { x: top.x + up.x, y: top.y + up.y }, look: 'turn', cursor: 'grab' });
    return made;
  },
  drag(box, handle, to, options) {
    if (handle !== 'turn') return resizeBox(box, handle as BoxHandle, to, options);
    const center = centerOf(box);
    const heading = (Math.atan2(to.y - center.y, to.x - center.x) * 180) / Math.PI + 90;
    const step = options.keepRatio ? 15 : 1;
    return turnBox(box, Math.round(heading / step) * step - box.rotation);
  },
  trace(box, path) {
    const [a, b, c, d] = cornersOf(box);
    if (!a || !b || !c || !d) return;
    path.moveTo(a.x, a.y);
    path.lineTo(b.x, b.y);
    path.lineTo(c.x, c.y);
    path.lineTo(d.x, d.y);
    path.closePath();
  },
  captionAt: (box) => ({ x: boxBounds(box).left, y: boxBounds(box).top }),
  grow: (box, by) => ({
    ...box,
    width: Math.max(1, box.width + by.x),
    height: Math.max(1, box.height + by.y),
  }),
  turn: turnBox,
});
