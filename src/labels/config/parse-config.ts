import { AppError } from '../../shared/errors/app-error.ts';
import { checkNodes } from './check-nodes.ts';
import type { Config, ConfigControl, ConfigObject } from './config.ts';
import { labelsOfControl } from './config-labels.ts';
import {
  attributeOf,
  type ConfigNode,
  type ConfigProblem,
  toNamesOf,
  valueOfNode,
  walkNodes,
} from './config-node.ts';
import { findExampleTask } from './example-task.ts';
import { readXml } from './read-xml.ts';
import { findTag } from './tag-registry.ts';

/**
 * Reads Label Studio's labeling config (XML). Throws config.invalid {line, column, reason} where it is not
 * well-formed, holds a DTD, uses a name twice, or points with toName at nothing; all else that is doubtful,
 * unknown tags included, is in `problems`.
 */
export const parseConfig = (xml: string): Config => {
  const { root, comments } = readXml(xml.replace(/^\uFEFF/, ''), (tag) => findTag(tag)?.rawBody === true);
  const nodes = [...walkNodes(root)];
  const named = indexNames(nodes);
  const example = findExampleTask(comments);
  const controls = new Map<string, ConfigControl>();
  const objects = new Map<string, ConfigObject>();
  for (const [name, node] of named) {
    const kind = findTag(node.tag)?.kind;
    if (kind === 'control') controls.set(name, toControl(name, node));
    if (kind === 'object') objects.set(name, { name, tag: node.tag, value: objectValue(node), node });
  }
  return {
    root,
    controls,
    objects,
    relations: nodes.filter((node) => findTag(node.tag)?.child === 'relation').flatMap(labelsOfControl),
    exampleTask: example.task,
    problems: [...checkNodes(root), ...checkTargets(nodes, named), ...example.problems],
  };
};

const indexNames = (nodes: readonly ConfigNode[]): ReadonlyMap<string, ConfigNode> => {
  const named = new Map<string, ConfigNode>();
  for (const node of nodes) {
    const name = attributeOf(node, 'name');
    if (name === undefined) continue;
    const first = named.get(name);
    if (first !== undefined) throw refuse(node, `the name "${name}" is used already in line ${first.line}`);
    named.set(name, node);
  }
  for (const node of nodes)
    for (const target of toNamesOf(node))
      if (!named.has(target)) throw refuse(node, `toName="${target}" names no tag of this config`);
  return named;
};

const toControl = (name: string, node: ConfigNode): ConfigControl => ({
  name,
  tag: node.tag,
  toNames: toNamesOf(node),
  labels: labelsOfControl(node),
  hasDynamicLabels:
    attributeOf(node, 'value')?.includes('$') === true || attributeOf(node, 'apiurl') !== undefined,
  node,
});

const objectValue = (node: ConfigNode): string | undefined =>
  valueOfNode(node) ?? attributeOf(node, 'valuelist');

/** Controls that point at another control, or at an object that they do not work on. */
const checkTargets = (
  nodes: readonly ConfigNode[],
  named: ReadonlyMap<string, ConfigNode>,
): readonly ConfigProblem[] =>
  nodes.flatMap((node) => {
    const entry = findTag(node.tag);
    if (entry?.kind !== 'control' || entry.unsupported) return [];
    return toNamesOf(node).flatMap((name) => {
      const target = findTag(named.get(name)?.tag ?? '');
      if (target === undefined) return [];
      const { line, column } = node;
      const reason =
        target.kind !== 'object'
          ? `toName="${name}" is a <${target.name}>, which holds no data to label`
          : entry.worksOn?.includes(target.name.toLowerCase()) === false
            ? `<${entry.name}> does not work on <${target.name}>`
            : undefined;
      return reason === undefined ? [] : [{ type: 'attribute' as const, reason, line, column }];
    });
  });

const refuse = (node: ConfigNode, reason: string): AppError =>
  new AppError('config.invalid', { line: node.line, column: node.column, reason });
