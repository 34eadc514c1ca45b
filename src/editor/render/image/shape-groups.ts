import { type Bounds, joinBounds, overlaps, type Size } from '../../../labels/geometry/point.ts';
import type { ImageShape } from '../../shapes/image/image-shape.ts';

/** What is traced into a group's path. */
export interface Traced {
  readonly shape: ImageShape;
  readonly geometry: unknown;
  readonly bounds: Bounds;
}

/** Neighbours of one color, drawn in one stroke. */
export interface ShapeGroup {
  readonly color: string;
  readonly path: Path2D;
}

/** Shapes by color and place. A change traces its own group anew and no other. */
export interface ShapeGroups {
  put(id: string, traced: Traced, color: string): void;
  remove(id: string): void;
  clear(): void;
  meeting(area: Bounds): Iterable<ShapeGroup>;
}

const cellsAcross = 8;
/** More in a group would cost more at a change; fewer, more strokes for all of them. */
const mostMembers = 64;

interface Group {
  readonly color: string;
  readonly members: Map<string, Traced>;
  bounds: Bounds | null;
  path: Path2D | null;
}

/** Shapes are neighbours when their middles lie in the same cell of a grid over the image. */
export function createShapeGroups(imageSize: () => Size | null): ShapeGroups {
  const groupOf = new Map<string, Group>();
  const cells = new Map<string, Group[]>();

  const roomFor = (color: string, { left, top, right, bottom }: Bounds): Group => {
    const { width, height } = imageSize() ?? { width: 1, height: 1 };
    const side = Math.max(1, width, height) / cellsAcross;
    const key = `${color} ${Math.floor((left + right) / 2 / side)} ${Math.floor((top + bottom) / 2 / side)}`;
    let groups = cells.get(key);
    if (!groups) cells.set(key, (groups = []));
    let group = groups.find(({ members }) => members.size < mostMembers);
    if (!group) groups.push((group = { color, members: new Map(), bounds: null, path: null }));
    return group;
  };
  const remove = (id: string): void => {
    const group = groupOf.get(id);
    if (!group) return;
    group.members.delete(id);
    group.path = null;
    groupOf.delete(id);
  };
  /** With its bounds, which until then may be too large. */
  const traced = (group: Group): Path2D => {
    if (group.path) return group.path;
    const path = new Path2D();
    group.bounds = null;
    for (const { shape, geometry, bounds } of group.members.values()) {
      shape.trace(geometry, path);
      group.bounds = joinBounds(group.bounds, bounds);
    }
    group.path = path;
    return path;
  };

  return {
    remove,
    put(id, shape, color) {
      remove(id);
      const group = roomFor(color, shape.bounds);
      group.members.set(id, shape);
      group.path = null;
      group.bounds = joinBounds(group.bounds, shape.bounds);
      groupOf.set(id, group);
    },
    clear() {
      groupOf.clear();
      cells.clear();
    },
    *meeting(area) {
      for (const groups of cells.values())
        for (const group of groups) {
          if (group.members.size === 0 || !group.bounds || !overlaps(group.bounds, area)) continue;
          yield { color: group.color, path: traced(group) };
        }
    },
  };
}
