import { attributeOf, type ConfigNode, type ConfigProblem, valueOfNode } from './config-node.ts';
import type { TagEntry } from './tag-entry.ts';
import { findTag } from './tag-registry.ts';

/** What is doubtful about each element by its tag's entry; nothing here is fatal. */
export const checkNodes = (root: ConfigNode): readonly ConfigProblem[] => checkNode(root, []);

const checkNode = (node: ConfigNode, ancestors: readonly TagEntry[]): readonly ConfigProblem[] => {
  const entry = findTag(node.tag);
  const inner = entry === undefined ? ancestors : [...ancestors, entry];
  return [...checkOne(node, entry, ancestors), ...node.children.flatMap((child) => checkNode(child, inner))];
};

const checkOne = (
  node: ConfigNode,
  entry: TagEntry | undefined,
  ancestors: readonly TagEntry[],
): readonly ConfigProblem[] => {
  const problem = (type: ConfigProblem['type'], reason: string): ConfigProblem => ({
    type,
    reason,
    line: node.line,
    column: node.column,
  });
  if (entry === undefined) return [problem('unknown-tag', `<${node.written.tag}> is not a known tag`)];
  if (entry.unsupported) return [problem('unsupported-tag', `<${entry.name}> is not supported yet`)];
  return [
    ...attributeReasons(node, entry).map((reason) => problem('attribute', reason)),
    ...(isMisplaced(node, ancestors)
      ? [problem('misplaced', `<${entry.name}> belongs inside the control whose answers it names`)]
      : []),
  ];
};

const attributeReasons = (node: ConfigNode, entry: TagEntry): readonly string[] => [
  ...(entry.required ?? [])
    .filter((name) => !hasAttribute(node, name.toLowerCase()))
    .map((name) => `<${entry.name}> needs the attribute ${name}`),
  ...Object.entries(entry.allowed ?? {}).flatMap(([name, values]) => {
    const value = attributeOf(node, name);
    if (value === undefined || values.includes(value)) return [];
    return [`${name}="${value}" is not one of ${values.join(', ')}`];
  }),
  ...(entry.numbers ?? []).flatMap((name) => {
    const value = attributeOf(node, name);
    const sound = value === undefined || value.startsWith('$') || Number.isFinite(Number(value));
    return sound ? [] : [`${name}="${value}" is not a number`];
  }),
  ...(entry.check?.(node) ?? []),
];

const hasAttribute = (node: ConfigNode, name: string): boolean =>
  name === 'value' ? valueOfNode(node) !== undefined : attributeOf(node, name) !== undefined;

// Only children that some control asks for; others (a Shortcut) may lie anywhere.
const isMisplaced = (node: ConfigNode, ancestors: readonly TagEntry[]): boolean =>
  findTag(node.tag)?.kind === 'child' && !ancestors.some((ancestor) => ancestor.child === node.tag);
