import type { EditorCore } from '../editor-core.ts';
import { windowOfRows } from '../kernels/window-of-rows.ts';
import type { Region } from '../regions/region.ts';
import { element } from '../render/element.ts';
import { icon } from '../render/icon.ts';
import { safeColor } from '../render/safe-color.ts';
import type { Scope } from '../scope.ts';
import { mountRelations } from './relation-list.ts';
import { effect, type Signal } from '../signals.ts';

const rowHeight = 32;
let lists = 0;

/** The list of regions: only the rows in sight are in the document, so ten thousand scroll like ten. */
export function mountRegions(host: HTMLElement, core: EditorCore, scope: Scope): void {
  const prefix = `lw-list-${++lists}`;
  const rows = element('div', { class: 'lw-regions-rows', role: 'presentation' });
  const list = element(
    'div',
    {
      class: 'lw-regions-scroll',
      role: 'listbox',
      'aria-label': 'Regions',
      'aria-multiselectable': 'true',
      tabindex: 0,
    },
    rows,
  );
  const empty = element('div', { class: 'lw-regions-empty' });
  const box = element('div', { class: 'lw-editor lw-regions' }, empty, list);
  host.append(box);
  scope.add(() => box.remove());

  mountRelations(box, core, scope);

  const draw = scope.frame(() => {
    const all = core.regions.all.peek();
    const { from, to } = windowOfRows(list.scrollTop, list.clientHeight, rowHeight, all.length);
    rows.style.height = `${all.length * rowHeight}px`;
    rows.replaceChildren(...all.slice(from, to).map((region, i) => row(region, from + i, all.length)));
  });

  function row(region: Region, index: number, size: number): HTMLElement {
    const { session } = core;
    const isHidden = session.hidden.peek().has(region.id);
    const isLocked = session.locked.peek().has(region.id) || region.readOnly;
    const label = region.labels.join(', ') || region.shape.type;
    const made = element(
      'div',
      {
        class: `lw-region${isHidden ? ' lw-region-hidden' : ''}`,
        role: 'option',
        id: `${prefix}-${index}`,
        'aria-selected': String(session.selection.peek().includes(region.id)),
        'aria-posinset': index + 1,
        'aria-setsize': size,
        'data-region': region.id,
      },
      element('span', { class: 'lw-region-dot', 'aria-hidden': 'true' }),
      element('span', { class: 'lw-region-number', 'aria-hidden': 'true' }, String(index + 1)),
      element('span', { class: 'lw-region-label' }, label),
      element('span', { class: 'lw-region-text' }, region.shape.describe(region.value)),
      switchSign('hide', isHidden, 'Hide or show (Alt+H)', isHidden ? 'eye-off' : 'eye'),
      switchSign('lock', isLocked, 'Lock or unlock (Alt+L)', isLocked ? 'lock' : 'unlock'),
    );
    made.style.top = `${index * rowHeight}px`;
    made.style.setProperty('--lw-label', safeColor(core.colorOf(region)));
    return made;
  }
  // Not buttons: an option has no parts for a screen reader; Alt+H and Alt+L do the same.
  const switchSign = (act: string, pressed: boolean, title: string, sign: string): HTMLElement =>
    element(
      'span',
      { class: `lw-region-switch${pressed ? ' lw-on' : ''}`, 'data-act': act, 'aria-hidden': 'true', title },
      icon(sign),
    );

  const flip = (set: Signal<ReadonlySet<string>>, id: string): void => {
    const next = new Set(set.peek());
    if (!next.delete(id)) next.add(id);
    set.set(next);
  };
  const go = (index: number, extend: boolean): void => {
    const all = core.regions.all.peek();
    const region = all[Math.max(0, Math.min(all.length - 1, index))];
    if (!region) return;
    if (extend)
      core.edit.select([...core.session.selection.peek().filter((id) => id !== region.id), region.id]);
    else core.edit.select([region.id]);
  };

  scope.listen(list, 'scroll', draw, { passive: true });
  scope.listen(rows, 'click', (event) => {
    const target = event.target as Element;
    const id = target.closest('[data-region]')?.getAttribute('data-region');
    if (!id) return;
    const act = target.closest('[data-act]')?.getAttribute('data-act');
    if (act === 'hide') flip(core.session.hidden, id);
    else if (act === 'lock') flip(core.session.locked, id);
    else if (event.ctrlKey || event.metaKey) core.edit.toggleSelected(id);
    else if (event.shiftKey) selectTo(id);
    else core.edit.select([id]);
  });
  function selectTo(id: string): void {
    const all = core.regions.all.peek().map((region) => region.id);
    const from = all.indexOf(core.session.selection.peek()[0] ?? id);
    const to = all.indexOf(id);
    core.edit.select(from < to ? all.slice(from, to + 1) : all.slice(to, from + 1).reverse());
  }
  scope.listen(list, 'keydown', (event) => {
    const now = core.regions.all
      .peek()
      .findIndex((region) => region.id === core.session.selection.peek().at(-1));
    const page = Math.max(1, Math.floor(list.clientHeight / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now < 0 ? 0 : now - 1,
      Home: 0,
      End: Number.MAX_SAFE_INTEGER,
      PageDown: now + page,
      PageUp: now - page,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(next, event.shiftKey);
  });
  scope.add(
    effect(() => {
      const all = core.regions.all.get();
      const selected = core.session.selection.get().at(-1);
      core.session.hidden.get();
      core.session.locked.get();
      list.hidden = all.length === 0;
      empty.hidden = all.length > 0;
      empty.textContent = core.controls.some(
        (control) => control.kind.family === 'labels' || control.kind.family === 'shape',
      )
        ? 'No regions yet. Choose a label, then mark what it names.'
        : 'This task has no regions.';
      const at = all.findIndex((region) => region.id === selected);
      list.setAttribute('aria-activedescendant', at < 0 ? '' : `${prefix}-${at}`);
      if (at >= 0) {
        const top = at * rowHeight;
        if (top < list.scrollTop) list.scrollTop = top;
        else if (top + rowHeight > list.scrollTop + list.clientHeight)
          list.scrollTop = top + rowHeight - list.clientHeight;
      }
      draw();
    }),
  );
  const resized = new ResizeObserver(draw);
  resized.observe(list);
  scope.observe(resized);
}
