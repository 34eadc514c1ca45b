import type { Bounds, Point, Size } from '../../../labels/geometry/point.ts';
import type { EditorCore } from '../../editor-core.ts';
import type { Region } from '../../regions/region.ts';
import { placeOfOrder } from '../../regions/region-order.ts';
import type { ImageShape } from '../../shapes/image/image-shape.ts';
import { imageShapeNamed } from '../../shapes/shape-registry.ts';
import { createPlaceIndex } from './place-index.ts';

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
  /** In z-order. */
  inBounds(bounds: Bounds): readonly Placed[];
  /** The shapes at a place, the best to take first: selected, then small, then above. */
  at(point: Point, slack: number): readonly Placed[];
  /** Answers a function: the ids that came, went or changed since it was called last; null when any may have. */
  follow(): () => ReadonlySet<string> | null;
}

/** So many changes are no longer cheaper one by one. */
const mostChanges = 200;

const areaOf = ({ left, top, right, bottom }: Bounds): number => (right - left) * (bottom - top);
const orderOf = ({ region }: Placed): number => region.order;

/** Kept in step with the regions at the cost of what changed; geometry is read once for each value. */
export function createRegionSpace(core: EditorCore, toName: string, size: () => Size | null): RegionSpace {
  const cache = new WeakMap<Region, Placed>();
  const changed = new Set<string>();
  let seen: readonly unknown[] = [];
  let placed: Placed[] = [];
  let byId = new Map<string, Placed>();
  const index = createPlaceIndex();
  const followers = new Set<(ids: ReadonlySet<string> | null) => void>();

  core.regions.listen(({ added, updated, removed }) => {
    for (const { id } of removed) changed.add(id);
    for (const [, { id }] of updated) changed.add(id);
    for (const { id } of added) changed.add(id);
  });

  const place = (region: Region, image: Size): Placed | null => {
    const known = cache.get(region);
    if (known) return known;
    const shape = imageShapeNamed(region.shape.type);
    const geometry = shape?.read(region.value, image) ?? null;
    if (!shape || geometry === null) return null;
    const made = { region, shape, geometry, bounds: shape.bounds(geometry) };
    cache.set(region, made);
    return made;
  };
  const placeHere = (region: Region): Placed | null => {
    const image = size();
    const { itemIndex, hidden } = core.session;
    const isHere =
      region.toName === toName && region.itemIndex === itemIndex.peek() && !hidden.peek().has(region.id);
    return isHere && image ? place(region, image) : null;
  };

  function takeAll(): void {
    placed = core.regions.all
      .peek()
      .map(placeHere)
      .filter((each) => each !== null);
    byId = new Map(placed.map((each) => [each.region.id, each]));
    index.reset(placed);
  }
  function takeOne(id: string): void {
    const before = byId.get(id);
    const region = core.regions.get(id);
    const now = region && placeHere(region);
    if (before) {
      let at = placeOfOrder(placed, orderOf(before), orderOf);
      while (placed[at] !== before) at++;
      if (now && orderOf(now) === orderOf(before)) placed[at] = now;
      else placed.splice(at, 1);
    }
    if (now) {
      if (!before || orderOf(now) !== orderOf(before))
        placed.splice(placeOfOrder(placed, orderOf(now), orderOf), 0, now);
      byId.set(id, now);
      index.put(id, now.bounds);
    } else {
      byId.delete(id);
      index.remove(id);
    }
  }
  function refresh(): void {
    const { itemIndex, hidden } = core.session;
    const now = [size(), hidden.peek(), itemIndex.peek()];
    const isSame = now.every((each, i) => each === seen[i]) && changed.size <= mostChanges;
    if (isSame && changed.size === 0) return;
    if (isSame) for (const id of changed) takeOne(id);
    else takeAll();
    for (const tell of followers) tell(isSame ? changed : null);
    changed.clear();
    seen = now;
  }
  function inBounds(bounds: Bounds): readonly Placed[] {
    refresh();
    return index
      .search(bounds)
      .map((id) => byId.get(id) as Placed)
      .sort((a, b) => orderOf(a) - orderOf(b));
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
    inBounds,
    at(point, slack) {
      const near = inBounds({
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
    follow() {
      let since: Set<string> | null = null;
      followers.add((ids) => {
        if (ids === null) since = null;
        else if (since) for (const id of ids) since.add(id);
      });
      return () => {
        refresh();
        const told = since;
        since = new Set();
        return told;
      };
    },
  };
}
