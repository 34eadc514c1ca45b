import type { EditorCore } from '../editor-core.ts';
import { windowOfRows } from '../kernels/window-of-rows.ts';
import type { Region } from '../regions/region.ts';
import { wordsOfRegion } from '../regions/region-words.ts';
import { placeOfRegion } from '../regions/region-order.ts';
import { element } from '../render/element.ts';
import { safeColor } from '../render/safe-color.ts';
import type { Scope } from '../scope.ts';
import { createRegionRows, rowHeight, type RowState } from './region-rows.ts';
import { mountRelations } from './relation-list.ts';
import { effect, type Signal } from '../signals.ts';

let lists = 0;

/** The list of regions: only the rows in sight are in the document, so ten thousand scroll like ten. */
export function mountRegions(host: HTMLElement, core: EditorCore, scope: Scope): void {
  const prefix = `lw-list-${++lists}`;
  const rows = createRegionRows(prefix);
  const list = element(
    'div',
    {
      class: 'lw-regions-scroll',
      role: 'listbox',
      'aria-label': 'Regions',
      'aria-multiselectable': 'true',
      tabindex: 0,
    },
    rows.host,
  );
  const empty = element('div', { class: 'lw-regions-empty', tabindex: -1 });
  const box = element('div', { class: 'lw-editor lw-regions' }, empty, list);
  host.append(box);
  scope.add(() => box.remove());

  mountRelations(box, core, scope);

  // Asking the page where it is scrolled to would lay it out in the middle of a change.
  let scrolled = 0;
  let height = 0;
  let toReveal: string | undefined;
  let selection: readonly string[] = [];
  let selected: ReadonlySet<string> = new Set();
  const draw = scope.frame(() => {
    const all = core.regions.all.peek();
    rows.host.style.height = `${all.length * rowHeight}px`;
    reveal();
    if (selection !== core.session.selection.peek()) {
      selection = core.session.selection.peek();
      selected = new Set(selection);
    }
    const { from, to } = windowOfRows(scrolled, height, rowHeight, all.length);
    rows.show(all.slice(from, to).map((region, i) => stateOf(region, from + i, all.length)));
  });
  const stateOf = (region: Region, index: number, size: number): RowState => ({
    id: region.id,
    index,
    size,
    ...wordsOfRegion(region),
    color: safeColor(core.colorOf(region)),
    hidden: core.session.hidden.peek().has(region.id),
    locked: core.session.locked.peek().has(region.id) || region.readOnly,
    selected: selected.has(region.id),
  });
  /** The region that was chosen last, elsewhere maybe, comes into sight. */
  function reveal(): void {
    const region = toReveal === undefined ? undefined : core.regions.get(toReveal);
    if (height === 0) return;
    toReveal = undefined;
    if (!region) return;
    const top = placeOfRegion(core.regions.all.peek(), region) * rowHeight;
    if (top >= scrolled && top + rowHeight <= scrolled + height) return;
    scrolled = top < scrolled ? top : top + rowHeight - height;
    list.scrollTop = scrolled;
  }

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

  const follow = (): void => {
    scrolled = list.scrollTop;
    draw();
  };
  scope.listen(list, 'scroll', follow, { passive: true });
  scope.listen(rows.host, 'click', (event) => {
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
    const last = core.regions.get(core.session.selection.peek().at(-1) ?? '');
    const now = last ? placeOfRegion(core.regions.all.peek(), last) : -1;
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
  let chosen: string | undefined;
  scope.add(
    effect(() => {
      const all = core.regions.all.get();
      const selected = core.session.selection.get().at(-1);
      core.session.hidden.get();
      core.session.locked.get();
      const hadFocus = document.activeElement === list;
      list.hidden = all.length === 0;
      empty.hidden = all.length > 0;
      empty.textContent = core.controls.some(
        (control) => control.kind.family === 'labels' || control.kind.family === 'shape',
      )
        ? 'No regions yet. Choose a label, then mark what it names.'
        : 'This task has no regions.';
      if (hadFocus && list.hidden) empty.focus();
      const region = core.regions.get(selected ?? '');
      list.setAttribute('aria-activedescendant', region ? `${prefix}-${placeOfRegion(all, region)}` : '');
      if (selected !== chosen) toReveal = selected;
      chosen = selected;
      draw();
    }),
  );
  const resized = new ResizeObserver(() => {
    height = list.clientHeight;
    draw();
  });
  resized.observe(list);
  scope.observe(resized);
}
