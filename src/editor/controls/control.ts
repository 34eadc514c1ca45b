import { attribute, flag, listOf, type TagNode, walk } from '../config/tag-node.ts';
import { normalizeChord } from '../keys/chord.ts';
import { type ControlKind, controlKind } from './control-kinds.ts';

/** One label or choice. */
export interface ControlOption {
  /** What results hold: the alias if there is one, else the value. */
  readonly value: string;
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

const toOption = (node: TagNode): ControlOption => {
  const value = attribute(node, 'value') ?? node.text.trim();
  const alias = attribute(node, 'alias');
  const hotkey = attribute(node, 'hotkey');
  const usages = Number.parseInt(attribute(node, 'maxUsages') ?? '', 10);
  return {
    value: alias || value,
    shown: value,
    hint: attribute(node, 'hint'),
    color: attribute(node, 'background') ?? attribute(node, 'color'),
    hotkey: hotkey ? normalizeChord(hotkey) : undefined,
    selected: flag(node, 'selected'),
    maxUsages: Number.isFinite(usages) ? usages : Number.POSITIVE_INFINITY,
    node,
  };
};

function optionsOf(node: TagNode, tag: string): ControlOption[] {
  const found: ControlOption[] = [];
  const seen = new Set<string>();
  for (const each of walk(node)) {
    if (each.tag !== tag) continue;
    const option = toOption(each);
    if (option.value === '' || seen.has(option.value)) continue;
    seen.add(option.value);
    found.push(option);
  }
  return found;
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
          options: control.options.map((option) => ({ ...option, hotkey: option.hotkey ?? spare.shift() })),
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
