import { type Json, type JsonObject, ownValue, withValue } from '../json.ts';
import { isTextArray, isRelation, type LabelResult, textOf } from '../results/label-result.ts';
import type { ClassMoves } from './class-mapping.ts';
import type { Config } from './config.ts';
import { findResultType } from './tag-registry.ts';

type Names = ReadonlyMap<string, string>;

/** One result under its new names; the very same object where nothing in it moves. */
export const changeResult = (result: LabelResult, moves: ClassMoves, newConfig: Config): LabelResult => {
  if (isRelation(result)) return changeNames(result, 'labels', moves.classes.get(null), (to) => [to]);
  const control = textOf(result, 'from_name') ?? '';
  const newControl = moves.controls.get(control) ?? control;
  const renamed = renameKey(renameKey(result, 'from_name', moves.controls), 'to_name', moves.objects);
  const key = findResultType(textOf(result, 'type') ?? '')?.key;
  const value = ownValue(renamed, 'value');
  if (key === undefined || typeof value !== 'object' || value === null || Array.isArray(value))
    return renamed;
  const labels = newConfig.controls.get(newControl)?.labels ?? [];
  const pathTo = (name: string) => labels.find(({ path }) => path.join(' / ') === name)?.path ?? [name];
  const changed = changeNames(value as JsonObject, key, moves.classes.get(control), pathTo);
  return changed === value ? renamed : withValue(renamed, 'value', changed);
};

const renameKey = (result: LabelResult, key: string, names: Names): LabelResult => {
  const to = names.get(textOf(result, key) ?? '');
  return to === undefined ? result : withValue(result, key, to);
};

/** The object with the names in its array `key` moved; two that meet become one, at the place of the first. */
const changeNames = <T extends JsonObject>(
  object: T,
  key: string,
  names: Names | undefined,
  pathTo: (name: string) => readonly string[],
): T => {
  const answer = ownValue(object, key);
  if (names === undefined || !Array.isArray(answer)) return object;
  const moved = (answer as readonly Json[]).map((item) => moveItem(item, names, pathTo));
  if (moved.every((item, index) => item === answer[index])) return object;
  const seen = new Set<string>();
  const kept = moved.filter((item) => {
    const text = JSON.stringify(item);
    return !seen.has(text) && seen.add(text);
  });
  return withValue(object, key, kept) as T;
};

// A name, or a path of names. A change of an inner step moves all below it.
const moveItem = (item: Json, names: Names, pathTo: (name: string) => readonly string[]): Json => {
  if (typeof item === 'string') return names.get(item) ?? item;
  if (!isTextArray(item)) return item;
  for (let length = item.length; length > 0; length--) {
    const to = names.get(item.slice(0, length).join(' / '));
    if (to !== undefined) return [...pathTo(to), ...item.slice(length)];
  }
  return item;
};
