/** One element of a labeling config. Names are lower-case, as Label Studio's editor matches them. */
export type ConfigNode = {
  readonly tag: string;
  /** "true" and "false" are booleans, except in `value`. */
  readonly attributes: Readonly<Record<string, string | boolean>>;
  /** The element's own text, trimmed; of tags with a body of their own (HyperText, Style) the inner source. */
  readonly text: string;
  readonly children: readonly ConfigNode[];
  /** From 1, of the element's `<`. Columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** As the author wrote it. */
  readonly written: { readonly tag: string; readonly attributes: Readonly<Record<string, string>> };
};

export type ConfigProblem = {
  readonly type: 'unknown-tag' | 'unsupported-tag' | 'attribute' | 'misplaced' | 'example-task';
  readonly reason: string;
  readonly line: number;
  readonly column: number;
};

/** A text attribute, or undefined where it is missing or empty. */
export const attributeOf = (node: ConfigNode, name: string): string | undefined => {
  const value = Object.hasOwn(node.attributes, name) ? node.attributes[name] : undefined;
  return value === undefined || value === '' ? undefined : String(value);
};

/** True where the attribute is "true". */
export const isSet = (node: ConfigNode, name: string): boolean =>
  Object.hasOwn(node.attributes, name) && node.attributes[name] === true;

/** The `value` attribute, else the element's text; undefined where it has neither. */
export const valueOfNode = (node: ConfigNode): string | undefined =>
  attributeOf(node, 'value') ?? (node.text === '' ? undefined : node.text);

/** The names in `toName`, a list separated by commas. */
export const toNamesOf = (node: ConfigNode): readonly string[] =>
  (attributeOf(node, 'toname') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** A node and all below it, in the order of the document. */
export function* walkNodes(node: ConfigNode): Generator<ConfigNode> {
  yield node;
  for (const child of node.children) yield* walkNodes(child);
}
