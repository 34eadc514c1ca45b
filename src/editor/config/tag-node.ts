import type { Json } from '../../labels/json.ts';

/** A tag of the config as the editor uses it: variables filled in, names in lower case. */
export interface TagNode {
  /** Lower case, as the registries know it. */
  readonly tag: string;
  /** As it was written, for notices. */
  readonly written: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What `value` (or the text) stands for in this task's data. */
  readonly data: Json | undefined;
  readonly children: readonly TagNode[];
  readonly text: string;
  readonly parent: TagNode | null;
  readonly line: number;
  readonly column: number;
}

export const attribute = (node: TagNode, name: string): string | undefined =>
  Object.hasOwn(node.attributes, name.toLowerCase())
    ? node.attributes[name.toLowerCase()] || undefined
    : undefined;

/** `true` and `false` as Label Studio reads them; anything else is the default. */
export function flag(node: TagNode, name: string, otherwise = false): boolean {
  const value = attribute(node, name);
  return value === 'true' ? true : value === 'false' ? false : otherwise;
}

export function numberOf(node: TagNode, name: string, otherwise: number): number {
  const value = Number.parseFloat(attribute(node, name) ?? '');
  return Number.isFinite(value) ? value : otherwise;
}

/** Comma lists, as `toName` and `whenLabelValue` are. */
export const listOf = (node: TagNode, name: string): readonly string[] =>
  (attribute(node, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export function* walk(node: TagNode): Generator<TagNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}
