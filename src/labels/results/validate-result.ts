import type { Config, ConfigControl, ConfigLabel } from '../config/config.ts';
import { attributeOf } from '../config/config-node.ts';
import { findTag } from '../config/tag-registry.ts';
import type { ResultType } from '../config/tag-entry.ts';
import { isJsonObject, type Json, ownValue } from '../json.ts';
import { classesOf } from './label-counts.ts';
import { isRelation, type LabelResult, textOf, valueOf } from './label-result.ts';

export type ResultProblem = {
  /** Position in `result[]`. */
  readonly index: number;
  /** `label`: a label or choice that the config does not have; all else is well. */
  readonly type: 'form' | 'from_name' | 'to_name' | 'result_type' | 'value' | 'label' | 'relation';
  readonly reason: string;
};

/**
 * Holds an annotation's results against a config. Unknown keys are never a problem; neither are labels of a
 * control that takes more of them from the data. An empty list means that all is well.
 */
export const validateResults = (config: Config, results: readonly Json[]): readonly ResultProblem[] => {
  const ids = new Set(
    results.flatMap((result) => (isJsonObject(result) ? (textOf(result, 'id') ?? []) : [])),
  );
  return results.flatMap((result, index) => {
    const found = isJsonObject(result)
      ? isRelation(result)
        ? relationProblem(config, result, ids)
        : resultProblem(config, result)
      : problem('form', 'it is not an object');
    return found === undefined ? [] : [{ index, ...found }];
  });
};

type Found = Omit<ResultProblem, 'index'> | undefined;

const problem = (type: ResultProblem['type'], reason: string): Found => ({ type, reason });

const resultProblem = (config: Config, result: LabelResult): Found => {
  const fromName = textOf(result, 'from_name');
  const control = config.controls.get(fromName ?? '');
  if (control === undefined) return problem('from_name', `from_name ${quoted(fromName)} names no control`);
  const toName = textOf(result, 'to_name');
  // An answer about several objects names one of them, all as the config lists them, or (Pairwise) itself.
  const targets = [
    ...control.toNames,
    control.toNames.join(','),
    attributeOf(control.node, 'toname'),
    control.name,
  ];
  if (toName === undefined || !targets.includes(toName))
    return problem('to_name', `to_name ${quoted(toName)} is not what ${control.name} points to`);
  const types = findTag(control.tag)?.results ?? [];
  const type = types.find((each) => each.type === textOf(result, 'type'));
  if (type === undefined) {
    const known = types.map((each) => each.type).join(' or ');
    return problem('result_type', `type ${quoted(textOf(result, 'type'))} is not ${known}`);
  }
  if (!isJsonObject(ownValue(result, 'value'))) return problem('value', 'value is not an object');
  return valueProblem(config, result, type, toName) ?? labelProblem(control, result);
};

const valueProblem = (config: Config, result: LabelResult, type: ResultType, toName: string): Found => {
  const value = valueOf(result);
  const wrong = type.valueProblem(value);
  if (wrong !== undefined) return problem('value', wrong);
  const isRegionLabel = type.hasClasses && !type.classification;
  const region = isRegionLabel && findTag(config.objects.get(toName)?.tag ?? '')?.regionProblem?.(value);
  return region ? problem('value', region) : undefined;
};

const labelProblem = (control: ConfigControl, result: LabelResult): Found => {
  if (control.hasDynamicLabels || control.labels.length === 0) return undefined;
  const unknown = classesOf(result).find((name) => !control.labels.some((label) => isNamed(label, name)));
  return unknown === undefined ? undefined : problem('label', `${control.name} has no label "${unknown}"`);
};

const isNamed = (label: ConfigLabel, name: string): boolean =>
  label.result === name || label.value === name || label.path.join(' / ') === name;

const relationProblem = (config: Config, result: LabelResult, ids: ReadonlySet<string>): Found => {
  for (const key of ['from_id', 'to_id']) {
    const id = textOf(result, key);
    if (id === undefined || !ids.has(id)) return problem('relation', `${key} ${quoted(id)} names no region`);
  }
  const direction = ownValue(result, 'direction');
  if (direction !== undefined && !['left', 'right', 'bi'].includes(String(direction)))
    return problem('relation', `direction ${JSON.stringify(direction)} is not left, right or bi`);
  const labels = ownValue(result, 'labels');
  if (config.relations.length === 0 || !Array.isArray(labels)) return undefined;
  const unknown = labels.find((name: Json) => !config.relations.some((label) => label.result === name));
  return unknown === undefined
    ? undefined
    : problem('label', `there is no relation ${JSON.stringify(unknown)}`);
};

const quoted = (text: string | undefined): string => (text === undefined ? '(missing)' : `"${text}"`);
