import { element } from '../render/element.ts';
import { icon } from '../render/icon.ts';
import type { RegionWords } from '../regions/region-words.ts';

/** What a row of the list says. */
export interface RowState extends RegionWords {
  readonly id: string;
  readonly index: number;
  readonly size: number;
  readonly color: string;
  readonly hidden: boolean;
  readonly locked: boolean;
  readonly selected: boolean;
}

export const rowHeight = 32;

export interface RegionRows {
  readonly host: HTMLElement;
  /** Shows these rows, in this order; what a row said before stays, and rows out of sight are taken for new ones. */
  show(rows: readonly RowState[]): void;
}

interface Row {
  readonly node: HTMLElement;
  show(state: RowState): void;
}

/** `prefix` begins the rows' ids, which end with their index. */
export function createRegionRows(prefix: string): RegionRows {
  const host = element('div', { class: 'lw-regions-rows', role: 'presentation' });
  let shown = new Map<string, Row>();
  const spare: Row[] = [];

  return {
    host,
    show(states) {
      const next = new Map<string, Row | undefined>(states.map(({ id }) => [id, shown.get(id)]));
      for (const [id, row] of shown) {
        if (next.has(id)) continue;
        row.node.remove();
        spare.push(row);
      }
      let at = host.firstChild;
      for (const state of states) {
        const row = next.get(state.id) ?? spare.pop() ?? createRow(prefix);
        next.set(state.id, row);
        row.show(state);
        if (row.node === at) at = at.nextSibling;
        else host.insertBefore(row.node, at);
      }
      shown = next as Map<string, Row>;
    },
  };
}

function createRow(prefix: string): Row {
  const number = element('span', { class: 'lw-region-number', 'aria-hidden': 'true' });
  const label = element('span', { class: 'lw-region-label' });
  const kind = element('span', { class: 'lw-region-text' });
  const text = element('span', { class: 'lw-region-text' });
  // Where it is and how it stands are seen on the object and by the signs.
  const rest = element('span', { class: 'lw-unseen' });
  const hide = createSwitch('hide', 'Hide or show (Alt+H)', 'eye', 'eye-off');
  const lock = createSwitch('lock', 'Lock or unlock (Alt+L)', 'unlock', 'lock');
  const dot = element('span', { class: 'lw-region-dot', 'aria-hidden': 'true' });
  const node = element(
    'div',
    { class: 'lw-region', role: 'option' },
    dot,
    number,
    label,
    kind,
    text,
    rest,
    hide.node,
    lock.node,
  );
  let before: Partial<RowState> = {};
  return {
    node,
    show(now) {
      if (now.index !== before.index) {
        node.id = `${prefix}-${now.index}`;
        node.setAttribute('aria-posinset', String(now.index + 1));
        number.textContent = String(now.index + 1);
        node.style.top = `${now.index * rowHeight}px`;
      }
      if (now.size !== before.size) node.setAttribute('aria-setsize', String(now.size));
      if (now.id !== before.id) node.setAttribute('data-region', now.id);
      if (now.label !== before.label) label.textContent = now.label;
      if (now.text !== before.text) text.textContent = now.text;
      if (now.kind !== before.kind) kind.textContent = now.kind;
      // Beside a size or a text the kind is only heard.
      kind.className = now.text === '' ? 'lw-region-text' : 'lw-unseen';
      rest.textContent = [now.place, now.hidden && 'hidden', now.locked && 'locked']
        .filter(Boolean)
        .join(', ');
      if (now.color !== before.color) node.style.setProperty('--lw-label', now.color);
      if (now.selected !== before.selected) node.setAttribute('aria-selected', String(now.selected));
      if (now.hidden !== before.hidden) {
        node.classList.toggle('lw-region-hidden', now.hidden);
        hide.set(now.hidden);
      }
      if (now.locked !== before.locked) lock.set(now.locked);
      before = now;
    },
  };
}

/** Not a button: an option has no parts for a screen reader; Alt+H and Alt+L do the same. */
function createSwitch(act: string, title: string, off: string, on: string) {
  const node = element('span', {
    class: 'lw-region-switch',
    'data-act': act,
    'aria-hidden': 'true',
    title,
  });
  return {
    node,
    set(pressed: boolean): void {
      node.classList.toggle('lw-on', pressed);
      node.replaceChildren(icon(pressed ? on : off));
    },
  };
}
