import { sameJson } from '../canonical-json.ts';
import { isJsonObject, type Json, type JsonObject, ownValue, withValue } from '../json.ts';
import type { LabelResult } from '../results/label-result.ts';
import { indexResults, type ResultIdentity } from '../results/result-identity.ts';
import type { TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';

export type RegionChange = {
  /** Annotation uid; null for a change of the task itself (its data or source). */
  readonly annotation: string | null;
  /** null for a change of the annotation itself (skipped, ground truth, author). */
  readonly identity: ResultIdentity | null;
  readonly change: 'added' | 'removed' | 'modified';
  /** The result; for an annotation or task what it has beside its results or annotations. */
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  /** Paths of changed keys (`value.x`, `score`), sorted; empty for added and removed. */
  readonly fields: readonly string[];
};

/** Keys that every submit moves; a change in these alone is no change of labels. */
const passing = new Set(['updated_at', 'lead_time']);

/** What changed between two versions of a task's labels, region by region; either may be absent. */
export const diffTaskFiles = (
  before: TaskFile | undefined,
  after: TaskFile | undefined,
): readonly RegionChange[] => {
  const old = byUid(before);
  const now = byUid(after);
  const uids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return [
    ...compare({ annotation: null, identity: null }, bare(before, 'annotations'), bare(after, 'annotations')),
    ...uids.flatMap((uid) => diffAnnotation(uid, old.get(uid), now.get(uid))),
  ];
};

const diffAnnotation = (
  uid: string,
  before: TaskFileAnnotation | undefined,
  after: TaskFileAnnotation | undefined,
): readonly RegionChange[] => {
  const old = indexResults(before?.result ?? []);
  const now = indexResults(after?.result ?? []);
  return [
    ...compare({ annotation: uid, identity: null }, bare(before, 'result'), bare(after, 'result')),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((identity) =>
      compare({ annotation: uid, identity }, old.get(identity), now.get(identity)),
    ),
  ];
};

const compare = (
  place: Pick<RegionChange, 'annotation' | 'identity'>,
  before: LabelResult | undefined,
  after: LabelResult | undefined,
): readonly RegionChange[] => {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ ...place, change: 'added', after, fields: [] }];
  if (after === undefined) return [{ ...place, change: 'removed', before, fields: [] }];
  const fields = changedFields(before, after);
  const isPassing = place.identity === null && fields.every((field) => passing.has(field));
  return isPassing || fields.length === 0 ? [] : [{ ...place, change: 'modified', before, after, fields }];
};

const changedFields = (before: JsonObject, after: JsonObject): readonly string[] =>
  keysOf(before, after)
    .flatMap((key) => {
      const [old, now]: readonly (Json | undefined)[] = [ownValue(before, key), ownValue(after, key)];
      if (sameJson(old, now)) return [];
      if (key !== 'value' || !isJsonObject(old) || !isJsonObject(now)) return [key];
      return keysOf(old, now)
        .filter((inner) => !sameJson(ownValue(old, inner), ownValue(now, inner)))
        .map((inner) => `value.${inner}`);
    })
    .sort();

const keysOf = (a: JsonObject, b: JsonObject): readonly string[] => [
  ...new Set([...Object.keys(a), ...Object.keys(b)]),
];

const bare = (object: JsonObject | undefined, key: string): JsonObject | undefined =>
  object && withValue(object, key, undefined);

const byUid = (file: TaskFile | undefined): ReadonlyMap<string, TaskFileAnnotation> =>
  new Map((file?.annotations ?? []).map((annotation) => [annotation.uid, annotation]));
