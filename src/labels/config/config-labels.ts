import type { ConfigLabel } from './config.ts';
import { attributeOf, type ConfigNode, isSet, valueOfNode } from './config-node.ts';
import { findTag } from './tag-registry.ts';

/** The labels, choices or relations inside a control, however deep in Views; nested choices after their parent. */
export const labelsOfControl = (control: ConfigNode): readonly ConfigLabel[] => {
  const child = findTag(control.tag)?.child;
  return child === undefined ? [] : control.children.flatMap((node) => labelsUnder(node, child, []));
};

const labelsUnder = (node: ConfigNode, child: string, path: readonly string[]): readonly ConfigLabel[] => {
  if (findTag(node.tag)?.kind === 'control') return [];
  const value = node.tag === child ? labelValue(node) : undefined;
  if (value === undefined) return node.children.flatMap((inner) => labelsUnder(inner, child, path));
  const alias = attributeOf(node, 'alias');
  const label: ConfigLabel = {
    value,
    alias,
    result: alias ?? value,
    path: [...path, alias ?? value],
    background: attributeOf(node, 'background'),
    hotkey: attributeOf(node, 'hotkey'),
    hint: attributeOf(node, 'hint'),
    selected: isSet(node, 'selected'),
    node,
  };
  return [label, ...node.children.flatMap((inner) => labelsUnder(inner, child, label.path))];
};

const labelValue = (node: ConfigNode): string | undefined => valueOfNode(node) ?? attributeOf(node, 'alias');
