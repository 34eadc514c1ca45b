import { boundsOf, distance, type Point } from '../../../labels/geometry/point.ts';
import { nearestEdge, polygonContains } from '../../../labels/geometry/polygon.ts';
import type { Json } from '../../../labels/json.ts';
import { imageShape } from '../image/image-shape.ts';
import { percentOf, rounded } from '../image/percent.ts';

/** Points in pixels; an open one is a line. */
export interface PolygonGeometry {
  readonly points: readonly Point[];
  readonly closed: boolean;
}

const pointsOf = (value: Json | undefined): readonly (readonly [number, number])[] | null =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((point) => Array.isArray(point) && Number.isFinite(point[0]) && Number.isFinite(point[1]))
    ? (value as unknown as readonly (readonly [number, number])[])
    : null;

const indexOf = (handle: string): number => Number(handle.slice(1));

export const polygon = imageShape<PolygonGeometry>({
  type: 'polygon',
  noun: 'polygon',
  objects: ['image'],
  bareType: 'polygon',
  resultTypes: ['polygon', 'polygonlabels'],
  keys: ['points', 'closed'],
  fits: (value) => pointsOf(value['points']) !== null,
  describe: (value) => `${pointsOf(value['points'])?.length ?? 0} points`,
  place(value) {
    const { left, top } = boundsOf((pointsOf(value['points']) ?? []).map(([x, y]) => ({ x, y })));
    return `at ${rounded(left)}, ${rounded(top)} %`;
  },
  read(value, { width, height }) {
    const points = pointsOf(value['points']);
    return (
      points && {
        points: points.map(([x, y]) => ({ x: (x * width) / 100, y: (y * height) / 100 })),
        closed: value['closed'] !== false,
      }
    );
  },
  write: ({ points, closed }, { width, height }) => ({
    points: points.map(({ x, y }) => [percentOf(x, width), percentOf(y, height)]),
    closed,
  }),
  bounds: ({ points }) => boundsOf(points),
  corners: ({ points }) => points.length,
  hit: ({ points, closed }, at, slack) =>
    (closed && polygonContains(points, at)) || nearestEdge(points, at, closed).distance <= slack,
  move: (geometry, by) => ({
    ...geometry,
    points: geometry.points.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })),
  }),
  handles: ({ points }) =>
    points.map((at, index) => ({ id: `p${index}`, at, look: 'point' as const, cursor: 'move' })),
  drag: (geometry, handle, to) => ({
    ...geometry,
    points: geometry.points.map((point, index) => (index === indexOf(handle) ? to : point)),
  }),
  trace({ points, closed }, path) {
    points.forEach(({ x, y }, index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (closed) path.closePath();
  },
  captionAt: ({ points }) => points.reduce((top, point) => (point.y < top.y ? point : top)),
  insertPoint(geometry, at, slack) {
    const edge = nearestEdge(geometry.points, at, geometry.closed);
    if (edge.index < 0 || edge.distance > slack) return null;
    if (geometry.points.some((point) => distance(point, at) <= slack)) return null;
    return { ...geometry, points: geometry.points.toSpliced(edge.index + 1, 0, at) };
  },
  removePoint(geometry, handle) {
    if (geometry.points.length <= (geometry.closed ? 3 : 2)) return null;
    return { ...geometry, points: geometry.points.toSpliced(indexOf(handle), 1) };
  },
});
