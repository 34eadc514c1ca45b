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
  readonly color: string;
  readonly level: number;
}

/** Spans of one color that overlap are told apart by this many lines. */
const levels = 3;

export const canHighlight = (): boolean => typeof Highlight !== 'undefined' && 'highlights' in CSS;

/**
 * Paints the spans with the CSS Custom Highlight API: nothing is put into the text, overlaps blend, and a change
 * costs what changed. One highlight for each color and level, and one for the selected spans of it.
 */
export function paintSpans(object: TextObject, text: TextPage, page: TagPage): void {
  if (!canHighlight()) return;
  const { core, scope } = page;
  const painted = new Map<string, Painted>();
  const sheet = new CSSStyleSheet();
  const names = new Map<string, string>();
  adoptSheet(page.host, sheet, scope);

  function highlightFor(color: string, level: number, selected: boolean): string {
    const key = `${color} ${level}`;
    const known = names.get(key);
    const base = known ?? `${page.instance}-${object.name.replace(/\W/g, '_')}-${names.size}`;
    if (!known) {
      names.set(key, base);
      for (const name of [base, `${base}-on`]) {
        const highlight = new Highlight();
        highlight.priority = name.endsWith('-on') ? 2 : 1;
        CSS.highlights.set(name, highlight);
        scope.add(() => CSS.highlights.delete(name));
      }
      const offset = `text-underline-offset: ${2 + level * 3}px;`;
      sheet.insertRule(`::highlight(${base}) {
        background-color: color-mix(in srgb, ${color} 20%, transparent);
        text-decoration: underline 2px ${color}; ${offset} }`);
      sheet.insertRule(`::highlight(${base}-on) {
        background-color: color-mix(in srgb, ${color} 52%, transparent);
        text-decoration: underline 3px ${color}; ${offset} }`);
    }
    return selected ? `${base}-on` : base;
  }
  /** The lowest level that none of these has where the region is. */
  function levelOf(region: Region, color: string, among: Iterable<Painted>): number {
    const taken = new Set<number>();
    for (const other of among)
      if (other.color === color && other.range && overlap(region, other.region)) taken.add(other.level);
    for (let level = 0; level < levels; level++) if (!taken.has(level)) return level;
    return 0;
  }
  const unpaint = (id: string): void => {
    const before = painted.get(id);
    if (before?.range) CSS.highlights.get(before.highlight)?.delete(before.range);
    painted.delete(id);
  };
  const paint = (region: Region, among: Iterable<Painted> = painted.values()): Painted | undefined => {
    const before = painted.get(region.id);
    unpaint(region.id);
    if (region.toName !== object.name || core.session.hidden.peek().has(region.id)) return undefined;
    const color = safeColor(core.colorOf(region));
    const isSame = before?.color === color && before.region.value === region.value;
    const level = isSame ? before.level : levelOf(region, color, among);
    const highlight = highlightFor(color, level, core.session.selection.peek().includes(region.id));
    const offsets = object.text.peek();
    const range = text.rangeOf(
      offsets.toUnits(region.value['start'] as number),
      offsets.toUnits(region.value['end'] as number),
    );
    if (range) CSS.highlights.get(highlight)?.add(range);
    const now = { region, range, highlight, color, level };
    painted.set(region.id, now);
    return now;
  };
  /** From left to right: only the spans that are still open can meet the next one. */
  const paintAll = (regions: readonly Region[]): void => {
    let open: readonly Painted[] = [];
    for (const region of regions.toSorted((a, b) => bound(a, 'start') - bound(b, 'start'))) {
      open = open.filter((other) => bound(other.region, 'end') > bound(region, 'start'));
      const now = paint(region, open);
      if (now) open = [...open, now];
    }
  };

  scope.add(
    core.regions.listen(({ added, updated, removed }) => {
      for (const region of removed) unpaint(region.id);
      if (added.length > 1) paintAll(added);
      else for (const region of added) paint(region);
      for (const [, region] of updated) paint(region);
    }),
  );
  paintGhosts(object, text, page, sheet);
  repaintOnChange(core, (stop) => scope.add(stop), paint);
  scope.add(
    effect(() => {
      object.text.get();
      for (const id of [...painted.keys()]) unpaint(id);
      paintAll(core.regions.all.peek());
    }),
  );
}

const bound = (region: Region, side: 'start' | 'end'): number => region.value[side] as number;

const overlap = (a: Region, b: Region): boolean =>
  bound(a, 'start') < bound(b, 'end') && bound(b, 'start') < bound(a, 'end');

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
  paint: (region: Region) => unknown,
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
