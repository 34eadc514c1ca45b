import type { Config, ConfigObject } from '../../labels/config/config.ts';
import { attributeOf } from '../../labels/config/config-node.ts';
import { resolveValue } from '../../labels/config/resolve-value.ts';
import { ownValue } from '../../labels/json.ts';
import { isRegion } from '../../labels/results/result-identity.ts';
import { type LabelResult, textOf, valueOf } from '../../labels/results/label-result.ts';
import type { TaskFile } from '../../labels/task-file/task-file.ts';
import { labelsOf } from './image-regions.ts';

/** The one text that controls of these tags (lower-case) work on, or why there is none. */
export const textObjectOf = (
  config: Config,
  tags: readonly string[],
  what: string,
): ConfigObject | string => {
  const names = [...config.controls.values()].flatMap(({ tag, toNames }) =>
    tags.includes(tag) ? toNames : [],
  );
  const texts = [...config.objects.values()].filter(
    ({ tag, name }) => tag === 'text' && names.includes(name),
  );
  const [text] = texts;
  if (text === undefined) return `it needs a Text with ${what}`;
  if (texts.length > 1) return 'it needs one Text; this config has several with labels';
  if (attributeOf(text.node, 'valuetype') === 'url')
    return 'texts behind an address cannot be written in this format';
  return text;
};

/** What the text object shows for a task; undefined where its data have no text. */
export const textOfTask = (object: ConfigObject, { data }: TaskFile): string | undefined => {
  const text = resolveValue(object.value ?? '', data);
  return typeof text === 'string' ? text : typeof text === 'number' ? String(text) : undefined;
};

export type TextSpan = {
  readonly id: string;
  readonly control: string;
  /** Code points, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** At least one. */
  readonly labels: readonly [string, ...string[]];
};

/** The labelled spans of one annotation on a text, in the order of the results. */
export const textSpans = (results: readonly LabelResult[], object: string): readonly TextSpan[] =>
  results.flatMap((result) => {
    if (!isRegion(result) || textOf(result, 'to_name') !== object) return [];
    const [start, end] = [ownValue(valueOf(result), 'start'), ownValue(valueOf(result), 'end')];
    const labels = labelsOf(result);
    if (typeof start !== 'number' || typeof end !== 'number' || labels === undefined) return [];
    const id = textOf(result, 'id') ?? '';
    return [{ id, control: textOf(result, 'from_name') ?? '', start, end, labels }];
  });
