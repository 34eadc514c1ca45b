import type { EditorCore } from '../../editor-core.ts';
import type { TextObject } from '../../objects/text-object.ts';
import type { Region } from '../../regions/region.ts';
import { adoptSheet } from '../../render/adopt-sheet.ts';
import { safeColor } from '../../render/safe-color.ts';
import { effect } from '../../signals.ts';
import type { TagPage } from '../tag-view.ts';
import type { TextPage } from './text-page.ts';

interface Painted {
  readonly region: Region;
  readonly range: StaticRange | null;
  readonly highlight: string;
}

export const canHighlight = (): boolean => typeof Highlight !== 'undefined' && 'highlights' in CSS;

/**
 * Paints the spans with the CSS Custom Highlight API: nothing is put into the text, overlaps blend, and a change
 * costs what changed. One highlight for each color, and one for the selected spans of that color.
 */
export function paintSpans(object: TextObject, text: TextPage, page: TagPage): void {
  if (!canHighlight()) return;
  const { core, scope } = page;
  const painted = new Map<string, Painted>();
  const sheet = new CSSStyleSheet();
  const names = new Map<string, string>();
  adoptSheet(page.host, sheet, scope);

  function highlightFor(region: Region, selected: boolean): string {
    const color = safeColor(core.colorOf(region));
    const known = names.get(color);
    const base = known ?? `${page.instance}-${object.name.replace(/\W/g, '_')}-${names.size}`;
    if (!known) {
      names.set(color, base);
      for (const name of [base, `${base}-on`]) {
        const highlight = new Highlight();
        highlight.priority = name.endsWith('-on') ? 2 : 1;
        CSS.highlights.set(name, highlight);
        scope.add(() => CSS.highlights.delete(name));
      }
      sheet.insertRule(`::highlight(${base}) {
        background-color: color-mix(in srgb, ${color} 20%, transparent);
        text-decoration: underline 2px ${color}; }`);
      sheet.insertRule(`::highlight(${base}-on) {
        background-color: color-mix(in srgb, ${color} 52%, transparent);
        text-decoration: underline 3px ${color}; }`);
    }
    return selected ? `${base}-on` : base;
  }
  const unpaint = (id: string): void => {
    const before = painted.get(id);
    if (before?.range) CSS.highlights.get(before.highlight)?.delete(before.range);
    painted.delete(id);
  };
  const paint = (region: Region): void => {
    unpaint(region.id);
    if (region.toName !== object.name || core.session.hidden.peek().has(region.id)) return;
    const highlight = highlightFor(region, core.session.selection.peek().includes(region.id));
    const offsets = object.text.peek();
    const range = text.rangeOf(
      offsets.toUnits(region.value['start'] as number),
      offsets.toUnits(region.value['end'] as number),
    );
    if (range) CSS.highlights.get(highlight)?.add(range);
    painted.set(region.id, { region, range, highlight });
  };

  scope.add(
    core.regions.listen(({ added, updated, removed }) => {
      for (const region of removed) unpaint(region.id);
      for (const region of added) paint(region);
      for (const [, region] of updated) paint(region);
    }),
  );
  paintGhosts(object, text, page, sheet);
  repaintOnChange(core, (stop) => scope.add(stop), paint);
  scope.add(
    effect(() => {
      object.text.get();
      for (const id of [...painted.keys()]) unpaint(id);
      for (const region of core.regions.all.peek()) paint(region);
    }),
  );
}

/** Suggested spans: a dotted line, a stronger one for that which the keys are about. */
function paintGhosts(object: TextObject, text: TextPage, page: TagPage, sheet: CSSStyleSheet): void {
  const { core, scope } = page;
  if (core.suggestions.open.peek().length === 0) return;
  const base = `${page.instance}-${object.name.replace(/\W/g, '_')}-ghost`;
  const all = new Highlight();
  const first = new Highlight();
  first.priority = 1;
  for (const [name, highlight] of [
    [base, all],
    [`${base}-first`, first],
  ] as const) {
    CSS.highlights.set(name, highlight);
    scope.add(() => CSS.highlights.delete(name));
  }
  sheet.insertRule(`::highlight(${base}) { text-decoration: underline dotted 2px; }`);
  sheet.insertRule(`::highlight(${base}-first) {
    background-color: color-mix(in srgb, currentColor 12%, transparent); text-decoration: underline dashed 3px; }`);
  scope.add(
    effect(() => {
      const offsets = object.text.get();
      all.clear();
      first.clear();
      core.suggestions.open.get().forEach((region, index) => {
        if (region.toName !== object.name || region.shape.type !== 'text-span') return;
        const range = text.rangeOf(
          offsets.toUnits(region.value['start'] as number),
          offsets.toUnits(region.value['end'] as number),
        );
        if (range) (index === 0 ? first : all).add(range);
      });
    }),
  );
}

/** Paints again the regions whose being selected or hidden has changed. */
function repaintOnChange(
  core: EditorCore,
  keep: (stop: () => void) => void,
  paint: (region: Region) => void,
): void {
  let before = new Set<string>();
  let hiddenBefore: ReadonlySet<string> = new Set();
  keep(
    effect(() => {
      const now = new Set(core.session.selection.get());
      const hidden = core.session.hidden.get();
      const touched = new Set([...differing(before, now), ...differing(hiddenBefore, hidden)]);
      before = now;
      hiddenBefore = hidden;
      for (const id of touched) {
        const region = core.regions.get(id);
        if (region) paint(region);
      }
    }),
  );
}

const differing = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [
  ...[...a].filter((id) => !b.has(id)),
  ...[...b].filter((id) => !a.has(id)),
];
