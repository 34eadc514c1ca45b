import type { ConfigNode } from '../../labels/config/config-node.ts';
import { resolveValue } from '../../labels/config/resolve-value.ts';
import { findTag } from '../../labels/config/tag-registry.ts';
import { isJsonObject, type Json, type JsonObject } from '../../labels/json.ts';
import type { TagNode } from './tag-node.ts';

const asText = (value: Json | undefined): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/**
 * The config's tags for one task: variables filled in, labels and choices from the data put in as children. `data`
 * of a node is what its `value` alone stands for: a list stays a list.
 */
export function bindConfig(node: ConfigNode, data: JsonObject, parent: TagNode | null = null): TagNode {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attributes)) {
    attributes[name] = typeof value === 'string' ? asText(resolveValue(value, data)) : String(value);
  }
  const source = node.attributes['value'] ?? node.attributes['valuelist'] ?? (node.text || undefined);
  const bound = {
    tag: node.tag,
    written: node.written.tag,
    attributes,
    data: typeof source === 'string' ? resolveValue(source, data) : undefined,
    children: [] as TagNode[],
    text: node.text,
    parent,
    line: node.line,
    column: node.column,
  };
  bound.children.push(...node.children.map((child) => bindConfig(child, data, bound)));
  const child = findTag(node.tag)?.child;
  if (child && Array.isArray(bound.data)) bound.children.push(...optionNodes(bound.data, child, bound));
  return bound;
}

/** Options out of the task's data: texts, or objects with `value` and whatever attributes they have. */
function optionNodes(items: readonly Json[], tag: string, parent: TagNode): TagNode[] {
  return items.flatMap((item) => {
    const fields = isJsonObject(item) ? item : { value: item };
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields)) {
      if (name !== 'children') attributes[name.toLowerCase()] = asText(value);
    }
    if (!attributes['value']) return [];
    const children: TagNode[] = [];
    const node: TagNode = {
      tag,
      written: tag,
      attributes,
      data: attributes['value'],
      children,
      text: '',
      parent,
      line: parent.line,
      column: parent.column,
    };
    if (Array.isArray(fields['children'])) children.push(...optionNodes(fields['children'], tag, node));
    return [node];
  });
}
