import type { Config } from '../../../labels/config/config.ts';
import { findTag } from '../../../labels/config/tag-registry.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../labels/json.ts';

/**
 * A prediction's result as Label Studio takes it: the list itself; one `value`, which goes to the first control
 * that has such a key; or the one answer (text, number) of the first control that takes it. Undefined when no
 * control of the config does.
 */
export const expandResult = (config: Config, given: Json): readonly Json[] | undefined => {
  if (Array.isArray(given)) return given as readonly Json[];
  if (isJsonObject(given))
    return firstFit(config, (key) => (ownValue(given, key) === undefined ? [] : [given]));
  if (typeof given !== 'string' && typeof given !== 'number') return undefined;
  return firstFit(config, (key) => [{ [key]: [given] }, { [key]: given }]);
};

const firstFit = (
  config: Config,
  valuesFor: (key: string) => readonly JsonObject[],
): readonly Json[] | undefined => {
  for (const control of config.controls.values())
    for (const { type, key, classification, valueProblem } of findTag(control.tag)?.results ?? []) {
      if (!classification || key === undefined) continue;
      const value = valuesFor(key).find((each) => valueProblem(each) === undefined);
      if (value) return [{ from_name: control.name, to_name: control.toNames.join(','), type, value }];
    }
  return undefined;
};
