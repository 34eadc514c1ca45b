import { attribute, flag, listOf, type TagNode, walk } from '../config/tag-node.ts';
import { normalizeChord } from '../keys/chord.ts';
import { type ControlKind, controlKind } from './control-kinds.ts';

/** One label or choice. */
export interface ControlOption {
  /** What results hold: the alias if there is one, else the value. */
  readonly value: string;
  /** `value` of each option that it lies under, and its own. */
  readonly path: readonly string[];
  /** Others lie under it: a heading, not an answer. */
  readonly isGroup: boolean;
  /** What people read. */
  readonly shown: string;
  readonly hint: string | undefined;
  readonly color: string | undefined;
  /** Chord, from the config or given out by `assignHotkeys`. */
  readonly hotkey: string | undefined;
  readonly selected: boolean;
  readonly maxUsages: number;
  readonly node: TagNode;
}

/** A control tag of this config. */
export interface Control {
  readonly name: string;
  readonly toNames: readonly string[];
  readonly kind: ControlKind;
  readonly node: TagNode;
  readonly options: readonly ControlOption[];
  /** More than one option at once. */
  readonly multiple: boolean;
  /** Results hold paths of choices. */
  readonly nested: boolean;
  readonly perRegion: boolean;
  readonly perItem: boolean;
  readonly required: boolean;
}

/** Label Studio's order of the keys that it gives out by itself. */
const spareKeys = '1234567890qweasdfgzxcyijknm'.split('');
const palette = [
  '#4c6ef5',
  '#e8590c',
  '#2f9e44',
  '#ae3ec9',
  '#0c8599',
  '#e03131',
  '#f08c00',
  '#1971c2',
  '#c2255c',
  '#66a80f',
  '#7048e8',
  '#087f5b',
  '#a61e4d',
  '#5c7cfa',
  '#9c6f19',
  '#495057',
];

const toOption = (node: TagNode, above: readonly string[], isGroup: boolean): ControlOption => {
  const value = attribute(node, 'value') ?? node.text.trim();
  const alias = attribute(node, 'alias');
  const hotkey = attribute(node, 'hotkey');
  const usages = Number.parseInt(attribute(node, 'maxUsages') ?? '', 10);
  return {
    value: alias || value,
    path: [...above, alias || value],
    isGroup,
    shown: value,
    hint: attribute(node, 'hint'),
    color: attribute(node, 'background') ?? attribute(node, 'color'),
    hotkey: hotkey ? normalizeChord(hotkey) : undefined,
    selected: flag(node, 'selected'),
    maxUsages: Number.isFinite(usages) ? usages : Number.POSITIVE_INFINITY,
    node,
  };
};

/** Names an option among all of its control. */
export const pathName = (path: readonly string[]): string => path.join(' / ');

/** In the order of the config, each group before what lies under it. */
function optionsOf(node: TagNode, tag: string): ControlOption[] {
  const found = new Map<string, ControlOption>();
  const visit = (parent: TagNode, above: readonly string[]): void => {
    for (const each of parent.children) {
      let path = above;
      if (each.tag === tag) {
        const below = [...walk(each)].some((inner) => inner !== each && inner.tag === tag);
        const option = toOption(each, above, below);
        path = option.path;
        const name = pathName(path);
        if (option.value !== '' && !found.has(name)) found.set(name, option);
      }
      visit(each, path);
    }
  };
  visit(node, []);
  return [...found.values()];
}

/** Gives each option without a hotkey the next spare key, in the order of the config, over all controls. */
function assignHotkeys(controls: readonly Control[]): Control[] {
  const taken = new Set(controls.flatMap((control) => control.options.map((option) => option.hotkey)));
  const spare = spareKeys.filter((key) => !taken.has(key));
  return controls.map((control) =>
    control.kind.family === 'relations'
      ? control
      : {
          ...control,
          options: control.options.map((option) =>
            option.isGroup ? option : { ...option, hotkey: option.hotkey ?? spare.shift() },
          ),
        },
  );
}

/** The control tags below `root`, in the order of the config; those without a name or of an unknown tag are left out. */
export function controlsOf(root: TagNode): readonly Control[] {
  const controls: Control[] = [];
  for (const node of walk(root)) {
    const kind = controlKind(node.tag);
    const name = attribute(node, 'name') ?? (kind?.family === 'relations' ? 'relations' : undefined);
    if (!kind || !name) continue;
    controls.push({
      name,
      kind,
      node,
      toNames: listOf(node, 'toName'),
      options: kind.option ? optionsOf(node, kind.option) : [],
      multiple: attribute(node, 'choice') === 'multiple',
      nested: kind.option === 'choice' && flag(node, 'allowNested'),
      perRegion: flag(node, 'perRegion'),
      perItem: flag(node, 'perItem'),
      required: flag(node, 'required'),
    });
  }
  let colors = 0;
  const colored = controls.map((control) =>
    control.kind.family === 'labels'
      ? {
          ...control,
          options: control.options.map((option) => ({
            ...option,
            color: option.color ?? palette[colors++ % palette.length],
          })),
        }
      : control,
  );
  return assignHotkeys(colored);
}
