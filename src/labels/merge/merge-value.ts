import { sameJson } from '../canonical-json.ts';
import type { Json, JsonObject } from '../json.ts';
import { ownValue } from '../json.ts';
import type { Three } from './task-conflict.ts';

export type Merged<T> =
  | { readonly type: 'merged'; readonly value: T | undefined }
  | { readonly type: 'clash' };

/** Three-way: equal changes and one-sided changes merge, all else clashes. */
export const mergeValue = <T extends Json>({ base, ours, theirs }: Three<T>): Merged<T> => {
  if (sameJson(ours, theirs) || sameJson(base, theirs)) return { type: 'merged', value: ours };
  if (sameJson(base, ours)) return { type: 'merged', value: theirs };
  return { type: 'clash' };
};

/**
 * Three-way for each key of an object. `onClash` gives what stands for a key that both sides changed
 * differently; undefined leaves the key out.
 */
export const mergeFields = (
  { base, ours, theirs }: Three<JsonObject>,
  onClash: (field: string, sides: Three<Json>) => Json | undefined,
): JsonObject => {
  const fields = new Set([base, ours, theirs].flatMap((side) => Object.keys(side ?? {})));
  const entries: (readonly [string, Json])[] = [];
  for (const field of fields) {
    const sides: Three<Json> = {
      base: base && ownValue(base, field),
      ours: ours && ownValue(ours, field),
      theirs: theirs && ownValue(theirs, field),
    };
    const merged = mergeValue(sides);
    const value = merged.type === 'clash' ? onClash(field, sides) : merged.value;
    if (value !== undefined) entries.push([field, value]);
  }
  return Object.fromEntries(entries);
};
