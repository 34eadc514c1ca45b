import { textOf } from '../../../labels/results/label-result.ts';
import { type Direction, directionOf, relationLabels } from '../../edit/relations.ts';
import type { TextObject } from '../../objects/text-object.ts';
import type { Region } from '../../regions/region.ts';
import type { TagPage } from '../tag-view.ts';
import { keepDrawn } from './keep-drawn.ts';
import type { TextPage } from './text-page.ts';

/** More lines than this in one screen could not be followed. */
const most = 200;
/** How far a line hangs under the words of its ends; less than what is between two lines of text. */
const depth = 13;

/** Draws the relations between spans in sight as lines with arrows, their names on them. */
export function drawRelations(object: TextObject, text: TextPage, layer: SVGSVGElement, page: TagPage): void {
  const { core } = page;
  const spanOf = (id: string | undefined): Region | undefined => {
    const region = id === undefined ? undefined : core.regions.get(id);
    const isShown = region?.toName === object.name && !core.session.hidden.peek().has(region.id);
    return isShown ? region : undefined;
  };
  const boundsOf = (region: Region): readonly [number, number] => {
    const offsets = object.text.peek();
    return [offsets.toUnits(region.value['start'] as number), offsets.toUnits(region.value['end'] as number)];
  };
  const draw = (): void => {
    const relations = core.regions.relations.peek();
    if (relations.length === 0) return layer.replaceChildren();
    const sight = text.inSight(-200, window.innerHeight + 200);
    const selected = core.session.selection.peek();
    const origin = layer.getBoundingClientRect();
    const isInSight = (region: Region): boolean => {
      const [start, end] = boundsOf(region);
      return end > sight.start && start < sight.end;
    };
    const endOf = (region: Region): End | undefined => {
      const rect = text.liveRange(...boundsOf(region)).getClientRects()[0];
      if (!rect) return undefined;
      const x = rect.left + rect.width / 2 - origin.left;
      return { x, top: rect.top - origin.top, bottom: rect.bottom - origin.top };
    };
    const drawn: SVGElement[] = [];
    for (const relation of relations) {
      if (drawn.length >= most) break;
      const from = spanOf(textOf(relation.json, 'from_id'));
      const to = spanOf(textOf(relation.json, 'to_id'));
      if (!from || !to || !(isInSight(from) && isInSight(to))) continue;
      const [start, end] = [endOf(from), endOf(to)];
      if (!start || !end) continue;
      const line = lineOf(start, end, directionOf(relation), relationLabels(relation).join(', '));
      line.classList.toggle('lw-on', selected.includes(from.id) || selected.includes(to.id));
      drawn.push(line);
    }
    layer.replaceChildren(...drawn);
  };
  const follow = (): void => {
    if (core.regions.relations.get().length > 0) core.session.selection.get();
  };
  keepDrawn({ object, layer, page, follow }, draw);
}

interface End {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** From under the one to under the other on the same line of text; else to the side that faces it. */
function lineOf(from: End, to: End, direction: Direction, name: string): SVGElement {
  const isBelow = to.top > from.bottom - 2;
  const isAbove = from.top > to.bottom - 2;
  const start = { x: from.x, y: isAbove ? from.top : from.bottom + 4 };
  const end = { x: to.x, y: isBelow ? to.top : to.bottom + 4 };
  const [out, back] = [isAbove ? -depth : depth, isBelow ? -depth : depth];
  const way = `M${start.x} ${start.y}C${start.x} ${start.y + out} ${end.x} ${end.y + back} ${end.x} ${end.y}`;
  const group = svg('g', { class: 'lw-span-relation' });
  group.append(svg('path', { d: way }));
  if (direction !== 'left') group.append(arrow(end, back));
  if (direction !== 'right') group.append(arrow(start, out));
  if (name !== '') {
    const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 + (out + back) * 0.375 };
    const words = svg('text', { x: middle.x, y: middle.y + 3, 'text-anchor': 'middle' });
    words.textContent = name;
    group.append(words);
  }
  return group;
}

/** A head at a point that the line reaches from the side of `back`. */
const arrow = ({ x, y }: { readonly x: number; readonly y: number }, back: number): SVGElement => {
  const side = Math.sign(back) * 5;
  return svg('path', { class: 'lw-arrow', d: `M${x} ${y}L${x - 3} ${y + side}L${x + 3} ${y + side}Z` });
};

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
