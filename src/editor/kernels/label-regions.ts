import { textOf, valueOf } from '../../labels/results/label-result.ts';
import type { Json, JsonObject } from '../../labels/json.ts';
import type { Control } from '../controls/control.ts';
import { valueKey } from '../controls/control-kinds.ts';
import type { Region } from '../regions/region.ts';
import type { ResultRecord } from '../store/result-record.ts';
import { makeDiff, type RecordsDiff } from '../store/records-diff.ts';
import { withValueFields } from './edited.ts';

/** The classes that `control` gives the region. */
export function labelsFrom(region: Region, control: Control): readonly string[] {
  const record = region.records.find((each) => textOf(each.json, 'from_name') === control.name);
  const names = record ? valueOf(record.json)[valueKey(control.kind.resultType)] : undefined;
  return Array.isArray(names) ? (names as string[]) : [];
}

/** The class list after `label` was chosen: toggled where several are allowed, else put in the place of the others. */
export function chosenLabels(before: readonly string[], label: string, multiple: boolean): readonly string[] {
  if (!multiple) return [label];
  if (!before.includes(label)) return [...before, label];
  const rest = before.filter((each) => each !== label);
  return rest.length > 0 ? rest : before;
}

const geometryOf = (region: Region): JsonObject =>
  Object.fromEntries(
    region.shape.keys.filter((key) => key in region.value).map((key) => [key, region.value[key] as Json]),
  );

/**
 * Gives the regions these classes of `control`. Where the region was labeled by another control that draws the same
 * shape, the class moves over to this one, so that a box never ends up in two classes of two boxes' controls.
 */
export function labelRegions(
  regions: readonly Region[],
  control: Control,
  labelsOf: (region: Region) => readonly string[],
  rivals: readonly Control[],
  nextKey: () => string,
): RecordsDiff<ResultRecord> {
  const added: ResultRecord[] = [];
  const updated: (readonly [ResultRecord, ResultRecord])[] = [];
  const key = valueKey(control.kind.resultType);
  const rivalNames = new Set(rivals.map((rival) => rival.name));
  for (const region of regions) {
    const labels = [...labelsOf(region)];
    const own = region.records.find((record) => textOf(record.json, 'from_name') === control.name);
    if (own) {
      const type = textOf(own.json, 'type');
      if (type === control.kind.resultType) {
        const before = valueOf(own.json)[key];
        if (JSON.stringify(before) !== JSON.stringify(labels))
          updated.push([own, withValueFields(own, { [key]: labels })]);
      } else {
        const next = withValueFields(own, { [key]: labels });
        updated.push([own, { ...next, json: { ...next.json, type: control.kind.resultType } }]);
      }
      continue;
    }
    const rival = region.records.find((record) => rivalNames.has(textOf(record.json, 'from_name') ?? ''));
    if (rival) {
      const { [valueKey(textOf(rival.json, 'type') ?? '')]: _dropped, ...geometry } = valueOf(rival.json);
      const next = withValueFields(rival, {});
      const json = {
        ...next.json,
        from_name: control.name,
        type: control.kind.resultType,
        value: { ...geometry, [key]: labels },
      };
      updated.push([rival, { ...next, json }]);
      continue;
    }
    added.push(aboutRegion(region, control, control.kind.resultType, { [key]: labels }, nextKey));
  }
  return makeDiff({ added, updated });
}

/** A further result on a region: it shares the id and repeats the geometry. */
export function aboutRegion(
  region: Region,
  control: Control,
  type: string,
  fields: JsonObject,
  nextKey: () => string,
): ResultRecord {
  const main = region.records[0] as ResultRecord;
  const last = region.records.at(-1) as ResultRecord;
  const { value: _value, score: _score, meta: _meta, ...envelope } = main.json;
  return {
    key: nextKey(),
    order: last.order,
    sub: last.sub + 1,
    json: {
      ...envelope,
      value: { ...geometryOf(region), ...fields },
      from_name: control.name,
      to_name: region.toName,
      type,
      origin: 'manual',
    },
  };
}
