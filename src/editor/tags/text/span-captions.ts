import type { TextObject } from '../../objects/text-object.ts';
import type { Region } from '../../regions/region.ts';
import { element } from '../../render/element.ts';
import { safeColor } from '../../render/safe-color.ts';
import type { TagPage } from '../tag-view.ts';
import { keepDrawn } from './keep-drawn.ts';
import { canHighlight } from './span-paint.ts';
import type { TextPage } from './text-page.ts';

/** More captions than this in one screen could not be read. */
const most = 600;

/**
 * Writes the class above the beginning of each span in sight, in a layer over the text, so that classes are not told
 * by color alone. Where the browser can't highlight, it also lays a tinted box under each line of a span.
 */
export function captionSpans(object: TextObject, text: TextPage, layer: HTMLElement, page: TagPage): void {
  const { core } = page;
  keepDrawn({ object, layer, page }, () => {
    const sight = text.inSight(-200, window.innerHeight + 200);
    const offsets = object.text.peek();
    const hidden = core.session.hidden.peek();
    const from = offsets.toPoints(sight.start);
    const to = offsets.toPoints(sight.end);
    const shown = core.regions.all
      .peek()
      .filter(
        (region) =>
          region.toName === object.name &&
          !hidden.has(region.id) &&
          (region.value['end'] as number) > from &&
          (region.value['start'] as number) < to,
      )
      .slice(0, most);
    const origin = layer.getBoundingClientRect();
    const captions: Caption[] = [];
    const boxes: HTMLElement[] = [];
    for (const region of shown) {
      const end = offsets.toUnits(region.value['end'] as number);
      const start = offsets.toUnits(region.value['start'] as number);
      const range = text.liveRange(start, canHighlight() ? Math.min(start + 1, end) : end);
      const rects = Array.from(range.getClientRects());
      const first = rects[0];
      if (!first) continue;
      const color = safeColor(core.colorOf(region));
      captions.push({ region, color, x: first.left - origin.left, y: first.top - origin.top });
      if (!canHighlight()) boxes.push(...rects.map((rect) => boxOf(rect, origin, color)));
    }
    layer.replaceChildren(...boxes, ...(object.showLabels ? placeCaptions(captions) : []));
  });
}

interface Caption {
  readonly region: Region;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

/** Captions on a line end where the next begins; those that begin together stand side by side. */
function placeCaptions(captions: Caption[]): HTMLElement[] {
  captions.sort((a, b) => a.y - b.y || a.x - b.x);
  const made: HTMLElement[] = [];
  for (let i = 0; i < captions.length; i++) {
    const { region, color, x, y } = captions[i] as Caption;
    const together: HTMLElement[] = [captionText(region, color)];
    while (i + 1 < captions.length) {
      const next = captions[i + 1] as Caption;
      if (Math.abs(next.y - y) > 2 || next.x - x > 3) break;
      together.push(captionText(next.region, next.color));
      i++;
    }
    const next = captions[i + 1];
    const box = element('div', { class: 'lw-span-caption' }, ...together);
    box.style.left = `${x}px`;
    box.style.top = `${y}px`;
    if (next && Math.abs(next.y - y) <= 2) box.style.maxWidth = `${Math.max(0, next.x - x - 4)}px`;
    made.push(box);
  }
  return made;
}

function captionText(region: Region, color: string): HTMLElement {
  const text = element('span', {}, region.labels.join(', ') || '?');
  text.style.setProperty('--lw-label', color);
  return text;
}

function boxOf(rect: DOMRect, origin: DOMRect, color: string): HTMLElement {
  const box = element('div', { class: 'lw-span-box' });
  box.style.cssText = `left:${rect.left - origin.left}px;top:${rect.top - origin.top}px;width:${rect.width}px;height:${rect.height}px`;
  box.style.setProperty('--lw-label', color);
  return box;
}
