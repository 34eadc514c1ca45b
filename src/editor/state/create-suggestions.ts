import type { EditorCore } from '../editor-core.ts';
import { type ObjectTagOf, type Region, regionOf } from '../regions/region.ts';
import { batch, computed, signal } from '../signals.ts';
import { makeDiff } from '../store/records-diff.ts';
import { recordsFrom, type ResultRecord } from '../store/result-record.ts';
import type { Suggestions } from './suggestions.ts';

/** Suggestions are for new work: what was submitted before, or may not be changed, shows none. */
export function createSuggestions(core: EditorCore, objectTagOf: ObjectTagOf): Suggestions {
  const { options, session, regions } = core;
  const records = new Map<string, ResultRecord[]>();
  if (!options.submitted) {
    for (const record of recordsFrom(options.predictions?.[0]?.result ?? [], core.nextKey)) {
      const { id } = record.json;
      if (typeof id !== 'string') continue;
      const same = records.get(id);
      if (same) same.push(record);
      else records.set(id, [record]);
    }
  }
  const suggested = [...records.values()]
    .map((each) => regionOf(each, objectTagOf))
    .filter((region) => region !== null);
  const dismissed = signal<ReadonlySet<string>>(new Set());
  const none: readonly Region[] = [];
  const open = computed<readonly Region[]>(() => {
    if (suggested.length === 0 || session.readOnly.get()) return none;
    regions.all.get();
    const gone = dismissed.get();
    return suggested.filter(({ id }) => !gone.has(id) && regions.get(id) === undefined);
  });
  return {
    open,
    accept(id) {
      const results = records.get(id)?.map(({ json }) => ({ ...json, origin: 'prediction' }));
      if (!results || regions.get(id)) return;
      batch(() => {
        const added = recordsFrom(results, core.nextKey, core.lastOrder() + 1);
        core.edit.change('Take a suggested region', makeDiff({ added }));
        core.edit.select([id]);
      });
    },
    dismiss: (id) => dismissed.set(new Set([...dismissed.peek(), id])),
  };
}
