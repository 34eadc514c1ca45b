import type { Config, ConfigControl } from '../../../labels/config/config.ts';
import { attributeOf, isSet } from '../../../labels/config/config-node.ts';

/** What the model reads and answers: a Choices over one Text. */
export type Question = {
  readonly control: string;
  readonly object: string;
  /** `$text`, or a template of several fields. */
  readonly value: string;
  /** One class an example, or any number. */
  readonly single: boolean;
};

export type FoundQuestion =
  | { readonly type: 'found'; readonly question: Question }
  | { readonly type: 'none'; readonly reason: string };

/** The first Choices of the config that can be learned from a text, or why there is none. */
export const findQuestion = (config: Config): FoundQuestion => {
  let reason = 'It needs a Choices control over a Text.';
  for (const control of config.controls.values()) {
    if (control.tag !== 'choices') continue;
    const found = questionOf(config, control);
    if (typeof found !== 'string') return { type: 'found', question: found };
    reason = found;
  }
  return { type: 'none', reason };
};

const questionOf = (config: Config, control: ConfigControl): Question | string => {
  const { name, node } = control;
  if (isSet(node, 'perregion')) return `${name} is asked of each region, not of the whole text.`;
  if (control.labels.some(({ path }) => path.length > 1)) return `The choices of ${name} are nested.`;
  const object = config.objects.get(control.toNames[0] ?? '');
  if (object?.tag !== 'text' || control.toNames.length !== 1) return `${name} is not about one Text.`;
  if (attributeOf(object.node, 'valuetype') === 'url') return `${object.name} is loaded from a URL.`;
  if (object.value === undefined || !object.value.includes('$'))
    return `${object.name} reads no field of the task.`;
  return {
    control: name,
    object: object.name,
    value: object.value,
    single: attributeOf(node, 'choice') !== 'multiple',
  };
};
