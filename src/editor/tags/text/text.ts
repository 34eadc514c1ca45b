import type { TextObject } from '../../objects/text-object.ts';
import { attribute, flag } from '../../config/tag-node.ts';
import { element } from '../../render/element.ts';
import { sanitizeDeclarations } from '../../render/sanitize-style.ts';
import { effect, untracked } from '../../signals.ts';
import { problemOf, shortAddress } from '../show-problem.ts';
import type { TagPage, TagView } from '../tag-view.ts';
import { captionSpans } from './span-captions.ts';
import { paintSpans } from './span-paint.ts';
import { drawRelations } from './span-relations.ts';
import { followKeys, followPointer } from './text-hands.ts';
import { createTextPage, type TextPage } from './text-page.ts';

export const textView: TagView = {
  tags: ['text'],
  mount(node, page) {
    const { core, scope } = page;
    const object = core.objects.find((each) => each.node === node) as TextObject | undefined;
    if (!object) return element('div', { class: 'lw-text' }, attribute(node, 'value') ?? node.text);
    const text = createTextPage();
    const layer = element('div', { class: 'lw-text-layer', 'aria-hidden': 'true' });
    const caret = element('div', { class: 'lw-caret', hidden: true });
    layer.append(caret);
    const captions = element('div', { class: 'lw-text-captions' });
    layer.append(captions);
    const relations = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    relations.classList.add('lw-span-relations');
    layer.append(relations);
    const style = attribute(node, 'style');
    const box = element(
      'div',
      {
        class: 'lw-text',
        role: 'application',
        'aria-label': object.name,
        'aria-roledescription': 'text to label',
        'aria-description': core.canLabel(object.name)
          ? 'Arrows move the caret, Shift with arrows selects, a label’s key marks what is selected. Tab goes from region to region; Escape, then Tab, leads on. Question mark lists all keys.'
          : undefined,
        tabindex: 0,
        'data-object': object.name,
        style: style ? sanitizeDeclarations(style) : undefined,
      },
      text.body,
      layer,
    );
    scope.add(
      effect(() => {
        text.show(object.text.get().text);
        box.classList.toggle(
          'lw-labelable',
          untracked(() => core.canLabel(object.name)),
        );
      }),
    );
    if (object.address) void fetchText(object, object.address, box, page);
    else if (object.address === '' || node.data === undefined || node.data === null) {
      sayProblem(box, page, 'This task has no text.');
    }
    paintSpans(object, text, page);
    captionSpans(object, text, captions, page);
    drawRelations(object, text, relations, page);
    if (core.canLabel(object.name) && flag(node, 'selectionEnabled', true)) {
      followPointer(object, text, box, scope);
      followKeys(object, text, box, caret, scope);
    }
    forgetSelectionAfterPending(object, page);
    revealSelected(object, text, page);
    return box;
  },
};

async function fetchText(
  object: TextObject,
  address: string,
  box: HTMLElement,
  page: TagPage,
): Promise<void> {
  box.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(page.resolveUrl(address));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const fetched = await response.text();
    if (fetched.includes('\u0000')) throw new Error('it is no text');
    if (!page.scope.disposed) object.setText(fetched);
  } catch (cause) {
    const why = (cause as Error).message;
    sayProblem(box, page, `The text ${shortAddress(address)} cannot be shown: ${why}.`);
  }
  box.removeAttribute('aria-busy');
}

function sayProblem(box: HTMLElement, page: TagPage, why: string): void {
  const problem = problemOf(page);
  box.prepend(problem.box);
  problem.say(why);
}

/** The browser's selection ends with the waiting state, whichever way that ended. */
function forgetSelectionAfterPending(object: TextObject, page: TagPage): void {
  let waited = false;
  page.scope.add(
    effect(() => {
      const waits = object.machine.state.get().name === 'text-select.pending';
      if (waited && !waits && !document.activeElement?.matches('input, textarea')) {
        document.getSelection()?.collapseToEnd();
      }
      waited = waits;
    }),
  );
}

/** Brings a span that was chosen elsewhere (list, Tab) into view. */
function revealSelected(object: TextObject, text: TextPage, page: TagPage): void {
  const { core, scope } = page;
  scope.add(
    effect(() => {
      const id = core.session.selection.get().at(-1);
      const region = id === undefined ? undefined : core.regions.get(id);
      if (!region || region.toName !== object.name) return;
      const offsets = object.text.peek();
      const start = offsets.toUnits(region.value['start'] as number);
      const rect = text.liveRange(start, start + 1).getBoundingClientRect();
      if (rect.top >= 60 && rect.bottom <= window.innerHeight - 20) return;
      const block = text.liveRange(start, start + 1).startContainer.parentElement;
      block?.scrollIntoView({ block: 'nearest' });
      const now = text.liveRange(start, start + 1).getBoundingClientRect();
      if (now.top < 60 || now.bottom > window.innerHeight - 20) {
        scrollerOf(block)?.scrollBy({ top: now.top - window.innerHeight / 3 });
      }
    }),
  );
}

function scrollerOf(from: Element | null): Element | null {
  for (let each = from; each; each = each.parentElement) {
    if (each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY))
      return each;
  }
  return document.scrollingElement;
}
