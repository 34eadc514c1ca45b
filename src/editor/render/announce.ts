import type { EditorCore } from '../editor-core.ts';
import { placeOfRegion } from '../regions/region-order.ts';
import { nameOfRegion } from '../regions/region-words.ts';
import type { Region } from '../regions/region.ts';
import type { Scope } from '../scope.ts';
import { effect, untracked } from '../signals.ts';
import { element } from './element.ts';

/**
 * The element in which screen readers hear what cannot be heard of a canvas: regions that are made, removed and
 * chosen, however it came about.
 */
export function announceChanges(core: EditorCore, scope: Scope): HTMLElement {
  const { regions, session } = core;
  const heard = element('div', { class: 'lw-unseen', role: 'status' });
  let added: readonly Region[] = [];
  let removed: readonly Region[] = [];
  let chosen: readonly string[] = [];

  const count = (many: readonly Region[], what: string): string =>
    many.length === 0
      ? ''
      : `${many.length === 1 ? nameOfRegion(many[0] as Region) : `${many.length} regions`} ${what}`;
  const selected = (): string => {
    const all = regions.all.peek();
    const region = chosen.length === 1 ? regions.get(chosen[0] as string) : undefined;
    if (!region) return chosen.length > 1 ? `${chosen.length} regions selected` : '';
    if (added.length === 1 && added[0]?.id === region.id) return 'selected';
    return `${nameOfRegion(region)}, selected, ${placeOfRegion(all, region) + 1} of ${all.length}`;
  };
  // What one act did is one sentence, so it is said at the end of the turn.
  let waits = false;
  const sayLater = (): void => {
    if (waits) return;
    waits = true;
    queueMicrotask(() => {
      waits = false;
      if (scope.disposed) return;
      const left = regions.all.peek().length;
      const gone = count(removed, `removed, ${left === 0 ? 'none' : left} left`);
      heard.textContent = [gone, count(added, 'added'), selected()]
        .filter((words) => words !== '')
        .join('. ');
      added = removed = [];
    });
  };

  scope.add(
    regions.listen((diff) => {
      added = [...added, ...diff.added];
      removed = [...removed, ...diff.removed];
      if (diff.added.length + diff.removed.length > 0) sayLater();
    }),
  );
  let first = true;
  scope.add(
    effect(() => {
      chosen = session.selection.get();
      if (!first) untracked(sayLater);
      first = false;
    }),
  );
  return heard;
}
