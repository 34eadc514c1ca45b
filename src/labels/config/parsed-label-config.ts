import type { JsonObject } from '../json.ts';
import type { Config } from './config.ts';
import { attributeOf, type ConfigNode, isSet, valueOfNode } from './config-node.ts';

export type ParsedInput = {
  readonly type: string;
  readonly value: string;
  readonly valueType: string | null;
};

export type ParsedControl = {
  readonly type: string;
  readonly to_name: readonly string[];
  readonly regex?: Readonly<Record<string, string>>;
  readonly conditionals?: { readonly type: 'tag' | 'label' | 'choice'; readonly name: string };
  readonly dynamic_labels?: true;
  readonly inputs: readonly ParsedInput[];
  readonly labels: readonly string[];
  readonly labels_attrs: Readonly<Record<string, JsonObject>>;
};

type Draft = Omit<ParsedControl, 'inputs' | 'labels' | 'labels_attrs'>;

const labelTags = new Set(['label', 'choice', 'relation']);

/** `parsed_label_config` as Label Studio's API answers it: one entry for each control, by name. */
export const parsedLabelConfig = (config: Config): Readonly<Record<string, ParsedControl>> => {
  const inputs = new Map<string, ParsedInput>();
  const outputs = new Map<string, Draft>();
  const labels = new Map<string, Map<string, JsonObject>>();
  const flags: string[] = [];

  const visit = (node: ConfigNode, control: string | undefined): void => {
    const name = attributeOf(node, 'name');
    const value = attributeOf(node, 'value');
    const flag = attributeOf(node, 'indexflag');
    if (flag !== undefined) flags.push(flag);
    if (name !== undefined && attributeOf(node, 'toname') !== undefined && node.tag !== 'filter')
      outputs.set(name, toDraft(node, flags));
    else if (name !== undefined && value !== undefined)
      inputs.set(name, {
        type: node.written.tag,
        value: value.replace(/^\$+/, ''),
        valueType: attributeOf(node, 'valuetype') ?? null,
      });
    const key = attributeOf(node, 'alias') ?? valueOfNode(node);
    if (labelTags.has(node.tag) && control !== undefined && key !== undefined)
      labels.set(control, (labels.get(control) ?? new Map()).set(key, node.written.attributes));
    const inner = name !== undefined && outputs.has(name) ? name : control;
    for (const child of node.children) visit(child, inner);
  };
  visit(config.root, undefined);

  return Object.fromEntries(
    [...outputs].map(([name, draft]) => {
      const own = labels.get(name) ?? new Map<string, JsonObject>();
      const read = draft.to_name.flatMap((target) => inputs.get(target) ?? []);
      return [
        name,
        { ...draft, inputs: read, labels: [...own.keys()], labels_attrs: Object.fromEntries(own) },
      ];
    }),
  );
};

const toDraft = (node: ConfigNode, flags: readonly string[]): Draft => {
  const targets = (attributeOf(node, 'toname') ?? '').split(',');
  const used = flags.filter((flag) => targets.some((target) => target.includes(flag)));
  const conditionals = isSet(node, 'perregion') ? conditionOf(node) : undefined;
  const isDynamic =
    /^\$[A-Za-z_]+$/.test(attributeOf(node, 'value') ?? '') || attributeOf(node, 'apiurl') !== undefined;
  return {
    type: node.written.tag,
    to_name: targets,
    ...(used.length > 0 ? { regex: Object.fromEntries(used.map((flag) => [flag, '.*'])) } : {}),
    ...(conditionals === undefined ? {} : { conditionals }),
    ...(isDynamic ? { dynamic_labels: true as const } : {}),
  };
};

const conditionOf = (node: ConfigNode): ParsedControl['conditionals'] => {
  const attributes = [
    ['tag', 'whentagname'],
    ['label', 'whenlabelvalue'],
    ['choice', 'whenchoicevalue'],
  ] as const;
  for (const [type, attribute] of attributes) {
    const name = attributeOf(node, attribute);
    if (name !== undefined) return { type, name };
  }
  return undefined;
};
