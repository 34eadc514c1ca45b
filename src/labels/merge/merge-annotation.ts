import { stringifyCanonical } from '../canonical-json.ts';
import { isJsonObject, type Json, type JsonObject, withValue } from '../json.ts';
import type { LabelResult } from '../results/label-result.ts';
import type { TaskFileAnnotation } from '../task-file/task-file.ts';
import { mergeResults } from './merge-results.ts';
import { mergeFields } from './merge-value.ts';
import { type ConflictPlace, conflictAt, type TaskConflict, type Three } from './task-conflict.ts';

type Both = Three<TaskFileAnnotation> & {
  readonly ours: TaskFileAnnotation;
  readonly theirs: TaskFileAnnotation;
};

/** Merges an annotation that both sides have: its results one by one, its other keys each by itself. */
export const mergeAnnotation = (
  sides: Both,
  place: Omit<ConflictPlace, 'identity'>,
): { readonly annotation: TaskFileAnnotation; readonly conflicts: readonly TaskConflict[] } => {
  const conflicts: TaskConflict[] = [];
  const fields = mergeFields(
    { base: sides.base && own(sides.base), ours: own(sides.ours), theirs: own(sides.theirs) },
    (field, values) => {
      const settle = Object.hasOwn(settled, field) ? settled[field] : undefined;
      if (settle !== undefined) return settle(values, sides);
      conflicts.push(conflictAt({ ...place, identity: null }, 'field', values, field));
      return values.ours;
    },
  );
  const merged = mergeResults(
    { base: sides.base?.result, ours: sides.ours.result, theirs: sides.theirs.result },
    place,
  );
  const annotation = withValue(fields, 'result', merged.results as readonly LabelResult[]);
  return {
    annotation: annotation as TaskFileAnnotation,
    conflicts: [...conflicts, ...merged.conflicts],
  };
};

const own = (annotation: TaskFileAnnotation): JsonObject => withValue(annotation, 'result', undefined);

// Times and origins move with every submit: a person has nothing to decide about them. Each rule gives the same
// whichever side is ours.
type Settle = (values: Three<Json>, sides: Both) => Json | undefined;

// Equal instants can be written differently.
const isLater = (a: Json | undefined, b: Json | undefined): boolean => {
  const order = Date.parse(String(a)) - Date.parse(String(b));
  return order === 0 || Number.isNaN(order) ? String(a) > String(b) : order > 0;
};
const newest: Settle = ({ ours, theirs }) => (isLater(ours, theirs) ? ours : theirs);
const oldest: Settle = ({ ours, theirs }) => (isLater(theirs, ours) ? ours : theirs);
const longest: Settle = ({ ours, theirs }) => (Number(ours ?? -1) > Number(theirs ?? -1) ? ours : theirs);

const ofNewestSide: Settle = (values, { ours, theirs }) => {
  if (ours.updated_at !== theirs.updated_at)
    return isLater(ours.updated_at, theirs.updated_at) ? values.ours : values.theirs;
  return textFor(values.ours) > textFor(values.theirs) ? values.ours : values.theirs;
};

// Uids: what either side added, without what either side removed.
const union: Settle = ({ base, ours, theirs }) => {
  const [was, left, right] = [base, ours, theirs].map((side) => new Set(Array.isArray(side) ? side : []));
  const all = [...new Set([...(left ?? []), ...(right ?? [])])];
  const kept = all.filter((uid) => !was?.has(uid) || (left?.has(uid) && right?.has(uid)));
  return kept.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
};

const settled: Readonly<Record<string, Settle>> = {
  created_at: oldest,
  updated_at: newest,
  lead_time: longest,
  made_on: ofNewestSide,
  parents: union,
};

const textFor = (value: Json | undefined): string =>
  isJsonObject(value) || Array.isArray(value) ? stringifyCanonical(value) : String(value);
