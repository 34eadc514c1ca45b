import type { Bounds } from '../../labels/geometry/point.ts';
import type { Placed } from '../objects/image/region-space.ts';

/** Shapes of one color that are drawn in one stroke. */
export interface PathGroup {
  readonly color: string;
  readonly members: readonly Placed[];
  readonly bounds: Bounds;
}

const groupSize = 1000;

/**
 * Groups shapes by color, at most a thousand in each. A group is the same object as before where its members are,
 * so what was cached for it stays good.
 */
export function groupByColor(
  placed: readonly Placed[],
  colorOf: (placed: Placed) => string,
  before: readonly PathGroup[],
): readonly PathGroup[] {
  const byColor = new Map<string, Placed[]>();
  for (const each of placed) {
    const color = colorOf(each);
    const list = byColor.get(color);
    if (list) list.push(each);
    else byColor.set(color, [each]);
  }
  const known = new Map<Placed, PathGroup>();
  for (const group of before) if (group.members[0]) known.set(group.members[0], group);
  const groups: PathGroup[] = [];
  for (const [color, list] of byColor) {
    for (let from = 0; from < list.length; from += groupSize) {
      const members = list.slice(from, from + groupSize);
      const same = known.get(members[0] as Placed);
      groups.push(
        same && same.color === color && sameMembers(same.members, members)
          ? same
          : { color, members, bounds: around(members) },
      );
    }
  }
  return groups;
}

const sameMembers = (a: readonly Placed[], b: readonly Placed[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

function around(members: readonly Placed[]): Bounds {
  let { left, top, right, bottom } = (members[0] as Placed).bounds;
  for (const { bounds } of members) {
    left = Math.min(left, bounds.left);
    top = Math.min(top, bounds.top);
    right = Math.max(right, bounds.right);
    bottom = Math.max(bottom, bounds.bottom);
  }
  return { left, top, right, bottom };
}
