import type { Json, JsonObject } from '../json.ts';
import { isClassification, type ResultIdentity } from '../results/result-identity.ts';
import type { LabelResult } from '../results/label-result.ts';
import { mergeFields, mergeValue } from './merge-value.ts';
import { joinResult, type ResultParts, splitResult } from './result-parts.ts';
import { type ConflictPlace, conflictAt, type TaskConflict, type Three } from './task-conflict.ts';

/** Merges a result that both sides have, part by part; where they clash ours stands and a conflict tells. */
export const mergeResult = (
  sides: Three<LabelResult> & { readonly ours: LabelResult; readonly theirs: LabelResult },
  place: ConflictPlace & { readonly identity: ResultIdentity },
): { readonly result: LabelResult; readonly conflicts: readonly TaskConflict[] } => {
  const conflicts: TaskConflict[] = [];
  const base = sides.base && splitResult(sides.base);
  const ours = splitResult(sides.ours);
  const theirs = splitResult(sides.theirs);

  const part = (kind: 'label' | 'geometry'): Json | undefined => {
    const parts: Three<Json> = { base: base?.[kind], ours: ours[kind], theirs: theirs[kind] };
    const merged = mergeValue(parts);
    if (merged.type === 'merged') return merged.value;
    conflicts.push(conflictAt(place, kind, parts));
    return parts.ours;
  };
  const fields = mergeFields(
    { base: base?.fields, ours: ours.fields, theirs: theirs.fields },
    (field, values) => {
      // The id of an answer about the whole object is random and names nothing: either does.
      if (field === 'id' && isClassification(sides.ours)) return smaller(values);
      conflicts.push(conflictAt(place, 'field', values, field));
      return values.ours;
    },
  );
  const merged: ResultParts = { label: part('label'), geometry: part('geometry') as JsonObject, fields };
  return { result: joinResult(merged), conflicts };
};

const smaller = ({ ours, theirs }: Three<Json>): Json | undefined =>
  String(ours) < String(theirs) ? ours : theirs;
