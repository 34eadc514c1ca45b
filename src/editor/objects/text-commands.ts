import type { Json } from '../../labels/json.ts';
import type { Command } from '../commands/command.ts';
import { sameText } from '../kernels/same-text.ts';
import type { Region } from '../regions/region.ts';
import { makeDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';
import type { TextObject } from './text-object.ts';

/** What can be done with the spans of a text. */
export function textCommands(object: TextObject): Command[] {
  const { core } = object.tool;
  const chosen = (): Region | undefined => {
    const region = core.selectedRegion();
    return region?.toName === object.name && region.shape.type === 'text-span' ? region : undefined;
  };
  return [
    {
      id: 'label-same-text',
      title: 'Label the same words everywhere',
      group: 'Regions',
      enabled: () => !core.session.readOnly.get() && chosen() !== undefined,
      run: () => {
        const region = chosen();
        if (region) labelSameText(object, region);
      },
    },
  ];
}

/** As one step of undo; places that have a span of the same class already are passed over. */
function labelSameText(object: TextObject, region: Region): void {
  const { core } = object.tool;
  const offsets = object.text.peek();
  const start = offsets.toUnits(region.value['start'] as number);
  const end = offsets.toUnits(region.value['end'] as number);
  const class_ = [...region.labels].sort().join();
  const key = (from: unknown, to: unknown, labels: string): string =>
    `${String(from)}-${String(to)} ${labels}`;
  const there = new Set(
    core.regions.all
      .peek()
      .filter((each) => each.toName === object.name)
      .map((each) => key(each.value['start'], each.value['end'], [...each.labels].sort().join())),
  );
  const added: ResultRecord[] = [];
  let order = core.lastOrder();
  for (const place of sameText(offsets.text, { start, end })) {
    const from = offsets.toPoints(place.start);
    const to = offsets.toPoints(place.end);
    if (there.has(key(from, to, class_))) continue;
    const id = core.newId();
    order += 1;
    for (const record of region.records) {
      const value = record.json['value'] as Record<string, Json>;
      // Answers about the one region are not true of the others.
      if (value['labels'] === undefined) continue;
      const json = { ...record.json, id, origin: 'manual', value: { ...value, start: from, end: to } };
      added.push({ key: core.nextKey(), order, sub: record.sub, json });
    }
  }
  if (added.length > 0) core.edit.change(`Label ${added.length} more`, makeDiff({ added }));
  const count = new Set(added.map(({ json }) => json['id'])).size;
  core.session.notice.set({
    text: count === 0 ? 'The same words stand nowhere else without this label.' : `${count} more labeled.`,
    tone: 'plain',
  });
}
