import Flatbush from 'flatbush';
import type { Bounds, Point, Size } from '../../../labels/geometry/point.ts';
import type { EditorCore } from '../../editor-core.ts';
import type { Region } from '../../regions/region.ts';
import type { ImageShape } from '../../shapes/image/image-shape.ts';
import { imageShapeNamed } from '../../shapes/shape-registry.ts';

/** A region of an image as it can be drawn and hit. */
export interface Placed {
  readonly region: Region;
  readonly shape: ImageShape;
  readonly geometry: unknown;
  readonly bounds: Bounds;
}

/** The regions of one image in its pixels, found by place. */
export interface RegionSpace {
  /** In z-order, undermost first; without those that are hidden, on another page, or of no shape we know. */
  all(): readonly Placed[];
  get(id: string): Placed | undefined;
  inBounds(bounds: Bounds): readonly Placed[];
  /** The shapes at a place, the best to take first: selected, then small, then above. */
  at(point: Point, slack: number): readonly Placed[];
}

const haveSameBounds = (a: readonly Placed[], b: readonly Placed[]): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const one = (a[i] as Placed).bounds;
    const other = (b[i] as Placed).bounds;
    if (one === other) continue;
    if (one.left !== other.left || one.right !== other.right) return false;
    if (one.top !== other.top || one.bottom !== other.bottom) return false;
  }
  return true;
};

const areaOf = ({ left, top, right, bottom }: Bounds): number => (right - left) * (bottom - top);

/** Geometry is read once for each value; the index is made anew (2 ms for 10,000) at the first search after a change. */
export function createRegionSpace(core: EditorCore, toName: string, size: () => Size | null): RegionSpace {
  const cache = new WeakMap<object, Placed>();
  let regionsSeen: unknown;
  let sizeSeen: unknown;
  let hiddenSeen: unknown;
  let pageSeen: unknown;
  let placed: readonly Placed[] = [];
  let byId = new Map<string, Placed>();
  let index: Flatbush | null = null;

  const place = (region: Region, image: Size): Placed | null => {
    const shape = imageShapeNamed(region.shape.type);
    if (!shape) return null;
    const known = cache.get(region);
    if (known) return known;
    const geometry = shape.read(region.value, image);
    if (geometry === null) return null;
    const made = { region, shape, geometry, bounds: shape.bounds(geometry) };
    cache.set(region, made);
    return made;
  };
  function refresh(): void {
    const regions = core.regions.all.peek();
    const image = size();
    const hidden = core.session.hidden.peek();
    const page = core.session.itemIndex.peek();
    if (regions === regionsSeen && image === sizeSeen && hidden === hiddenSeen && page === pageSeen) return;
    [regionsSeen, sizeSeen, hiddenSeen, pageSeen] = [regions, image, hidden, page];
    const before = placed;
    placed = image
      ? regions
          .filter((region) => region.toName === toName && region.itemIndex === page && !hidden.has(region.id))
          .map((region) => place(region, image))
          .filter((each) => each !== null)
      : [];
    byId = new Map(placed.map((each) => [each.region.id, each]));
    // A new class moves nothing.
    if (!haveSameBounds(before, placed)) index = null;
  }
  function search({ left, top, right, bottom }: Bounds): readonly Placed[] {
    refresh();
    if (placed.length === 0) return [];
    if (!index) {
      index = new Flatbush(placed.length);
      for (const { bounds } of placed) index.add(bounds.left, bounds.top, bounds.right, bounds.bottom);
      index.finish();
    }
    return index
      .search(left, top, right, bottom)
      .sort((a, b) => a - b)
      .map((i) => placed[i] as Placed);
  }

  return {
    all() {
      refresh();
      return placed;
    },
    get(id) {
      refresh();
      return byId.get(id);
    },
    inBounds: search,
    at(point, slack) {
      const near = search({
        left: point.x - slack,
        top: point.y - slack,
        right: point.x + slack,
        bottom: point.y + slack,
      });
      const selected = new Set(core.session.selection.peek());
      const rank = (each: Placed): number => (selected.has(each.region.id) ? -1 : areaOf(each.bounds));
      return near
        .filter(({ shape, geometry }) => shape.hit(geometry, point, slack))
        .reverse()
        .sort((a, b) => rank(a) - rank(b));
    },
  };
}
