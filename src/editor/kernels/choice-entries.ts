import { sameJson } from '../../labels/canonical-json.ts';
import type { Json } from '../../labels/json.ts';
import { attribute } from '../config/tag-node.ts';
import type { Control, ControlOption } from '../controls/control.ts';

/** What a result holds for a choice: its value, or with allowNested the path to it. */
export const entryOf = (control: Control, option: ControlOption): Json =>
  control.nested ? [...option.path] : option.value;

const entriesOf = (answer: Json | undefined): readonly Json[] =>
  Array.isArray(answer)
    ? (answer as readonly Json[])
    : answer === undefined || answer === null
      ? []
      : [answer];

/** Results of other days may hold a path where values are written now, or a value where paths are. */
const means = (control: Control, entry: Json, option: ControlOption): boolean => {
  if (!Array.isArray(entry)) return entry === option.value;
  return sameJson(entry, [...option.path]) || (!control.nested && entry.at(-1) === option.value);
};

/** What can be chosen of an option: itself, or of one that others lie under all of those. */
const leavesOf = (control: Control, option: ControlOption): readonly ControlOption[] =>
  option.isGroup
    ? control.options.filter(
        (each) => !each.isGroup && option.path.every((step, depth) => each.path[depth] === step),
      )
    : [option];

/** The options that an answer means. A group is among them when all below it are. */
export function chosenOptions(control: Control, answer: Json | undefined): ReadonlySet<ControlOption> {
  const entries = entriesOf(answer);
  const isOn = (leaf: ControlOption): boolean => entries.some((entry) => means(control, entry, leaf));
  return new Set(control.options.filter((option) => leavesOf(control, option).every(isOn)));
}

/**
 * The answer after a press on an option. Several are in the order of the config, so that equal answers are equal
 * bytes; entries that the config doesn't know stay. With `single-radio` what is chosen stays chosen.
 */
export function toggleChoice(control: Control, option: ControlOption, answer: Json | undefined): Json {
  const isOn = chosenOptions(control, answer).has(option);
  if (!control.multiple) {
    if (option.isGroup) return answer ?? [];
    if (!isOn) return [entryOf(control, option)];
    return attribute(control.node, 'choice') === 'single-radio' ? (answer ?? []) : [];
  }
  const entries = entriesOf(answer);
  const leaves = leavesOf(control, option);
  if (isOn) return entries.filter((entry) => !leaves.some((leaf) => means(control, entry, leaf)));
  const options = optionsThatCount(control);
  const known = options.flatMap((leaf) => {
    const entry = entries.find((each) => means(control, each, leaf));
    return entry !== undefined ? [entry] : leaves.includes(leaf) ? [entryOf(control, leaf)] : [];
  });
  return [...known, ...strangers(control, answer)];
}

const optionsThatCount = (control: Control) => control.options.filter((each) => !each.isGroup);

/** Entries of an answer that are none of the control's options: of a class that was removed, say. */
export function strangers(control: Control, answer: Json | undefined): readonly Json[] {
  const options = optionsThatCount(control);
  return entriesOf(answer).filter((entry) => !options.some((leaf) => means(control, entry, leaf)));
}

/** The answer without an entry. */
export const withoutEntry = (answer: Json | undefined, entry: Json): Json =>
  entriesOf(answer).filter((each) => !sameJson(each, entry));
