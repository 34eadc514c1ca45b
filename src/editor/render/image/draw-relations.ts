import { textOf } from '../../../labels/results/label-result.ts';
import type { Bounds, Point } from '../../../labels/geometry/point.ts';
import { directionOf, relationLabels } from '../../edit/relations.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';

const middle = ({ left, top, right, bottom }: Bounds): Point => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
});

/** Where the line from the middle of a box towards `to` leaves the box. */
export function edgePoint(box: Bounds, to: Point): Point {
  const from = middle(box);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (dx === 0 && dy === 0) return from;
  const across = dx === 0 ? Number.POSITIVE_INFINITY : (box.right - box.left) / 2 / Math.abs(dx);
  const down = dy === 0 ? Number.POSITIVE_INFINITY : (box.bottom - box.top) / 2 / Math.abs(dy);
  const reach = Math.min(1, across, down);
  return { x: from.x + dx * reach, y: from.y + dy * reach };
}

/** Arrows between related regions, with their names. */
export function drawRelations(object: ImageObject, context: CanvasRenderingContext2D, pixel: number): void {
  for (const relation of object.core.regions.relations.peek()) {
    const from = object.space.get(textOf(relation.json, 'from_id') ?? '');
    const to = object.space.get(textOf(relation.json, 'to_id') ?? '');
    if (!from || !to) continue;
    const begin = edgePoint(from.bounds, middle(to.bounds));
    const end = edgePoint(to.bounds, middle(from.bounds));
    const direction = directionOf(relation);
    for (const [color, width] of [
      ['rgb(0 0 0 / 65%)', 4],
      ['#fff', 1.75],
    ] as const) {
      context.strokeStyle = color;
      context.lineWidth = width * pixel;
      context.beginPath();
      context.moveTo(begin.x, begin.y);
      context.lineTo(end.x, end.y);
      if (direction !== 'left') arrowHead(context, begin, end, 9 * pixel);
      if (direction !== 'right') arrowHead(context, end, begin, 9 * pixel);
      context.stroke();
    }
    const name = relationLabels(relation).join(', ');
    if (name === '') continue;
    context.save();
    context.translate((begin.x + end.x) / 2, (begin.y + end.y) / 2);
    context.scale(pixel, pixel);
    context.font = '600 11px system-ui, sans-serif';
    const width = context.measureText(name).width + 10;
    context.fillStyle = 'rgb(20 22 26 / 82%)';
    context.fillRect(-width / 2, -9, width, 18);
    context.fillStyle = '#fff';
    context.fillText(name, -width / 2 + 5, 4);
    context.restore();
  }
}

function arrowHead(context: CanvasRenderingContext2D, from: Point, at: Point, size: number): void {
  const angle = Math.atan2(at.y - from.y, at.x - from.x);
  for (const turn of [-0.45, 0.45]) {
    context.moveTo(at.x, at.y);
    context.lineTo(at.x - size * Math.cos(angle + turn), at.y - size * Math.sin(angle + turn));
  }
}
