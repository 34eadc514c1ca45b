import type { Bounds } from '../../labels/geometry/point.ts';
import type { Placed } from '../objects/image/region-space.ts';

/** Shapes of one color that are drawn in one stroke. */
export interface PathGroup {
  readonly color: string;
  readonly bucket: number;
  readonly members: readonly Placed[];
  readonly bounds: Bounds;
}

/** Regions of neighbouring slots share a bucket, so that a change makes only its own bucket's paths anew. */
const bucketBits = 7;

/**
 * Groups shapes by color and by the bucket of their slot (a number that a region keeps while others come and go). A
 * group is the same object as before where its members are, so what was cached for it stays good.
 */
export function groupByColor(
  placed: readonly Placed[],
  colorOf: (placed: Placed) => string,
  slotOf: (placed: Placed) => number,
  before: readonly PathGroup[],
): readonly PathGroup[] {
  const byColor = new Map<string, Map<number, Placed[]>>();
  for (const each of placed) {
    const color = colorOf(each);
    const bucket = slotOf(each) >> bucketBits;
    let buckets = byColor.get(color);
    if (!buckets) byColor.set(color, (buckets = new Map()));
    const list = buckets.get(bucket);
    if (list) list.push(each);
    else buckets.set(bucket, [each]);
  }
  const known = new Map<string, Map<number, PathGroup>>();
  for (const group of before) {
    const buckets = known.get(group.color);
    if (buckets) buckets.set(group.bucket, group);
    else known.set(group.color, new Map([[group.bucket, group]]));
  }
  const groups: PathGroup[] = [];
  for (const [color, buckets] of byColor) {
    for (const [bucket, members] of buckets) {
      const same = known.get(color)?.get(bucket);
      groups.push(
        same && sameMembers(same.members, members)
          ? same
          : { color, bucket, members, bounds: around(members) },
      );
    }
  }
  return groups;
}

const sameMembers = (a: readonly Placed[], b: readonly Placed[]): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

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
