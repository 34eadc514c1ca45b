import { SaxesParser } from 'saxes';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ConfigNode } from './config-node.ts';

export type XmlComment = { readonly text: string; readonly line: number; readonly column: number };
export type XmlDocument = { readonly root: ConfigNode; readonly comments: readonly XmlComment[] };

type Open = Omit<ConfigNode, 'text' | 'children' | 'attributes' | 'written'> & {
  readonly writtenTag: string;
  attributes: ConfigNode['attributes'];
  written: Readonly<Record<string, string>>;
  readonly texts: string[];
  readonly children: ConfigNode[];
  bodyStart: number;
};

// More than any config, less than what would exhaust the stack of those who walk the tree.
const maxDepth = 200;

/**
 * Reads XML into nodes with their places. `hasRawBody` says whose inner source is kept as text. Throws
 * config.invalid for what is not well-formed and for DTDs, which can hide entities.
 */
export const readXml = (xml: string, hasRawBody: (tag: string) => boolean): XmlDocument => {
  const place = placesOf(xml);
  const parser = new SaxesParser();
  const stack: Open[] = [];
  const comments: XmlComment[] = [];
  let root: ConfigNode | undefined;
  let rawDepth = 0;

  const refuse = (reason: string, at: { line: number; column: number }): never => {
    throw new AppError('config.invalid', { line: at.line, column: at.column, reason });
  };
  const addText = (text: string): void => {
    if (rawDepth === 0) stack.at(-1)?.texts.push(text);
  };

  parser.on('error', (error) =>
    refuse(
      error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''),
      place(Math.max(0, parser.position - 1)),
    ),
  );
  parser.on('doctype', () =>
    refuse('a DOCTYPE is not allowed; remove it', place(xml.lastIndexOf('<!DOCTYPE', parser.position))),
  );
  parser.on('comment', (text) => {
    comments.push({ text, ...place(xml.lastIndexOf('<!--', parser.position - 1)) });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentagstart', ({ name }) => {
    if (rawDepth > 0) return;
    const at = place(xml.lastIndexOf('<', parser.position - 1));
    if (stack.length >= maxDepth) refuse(`tags are nested deeper than ${maxDepth}`, at);
    stack.push({
      tag: name.toLowerCase(),
      writtenTag: name,
      attributes: {},
      written: {},
      texts: [],
      children: [],
      bodyStart: 0,
      ...at,
    });
  });
  parser.on('opentag', ({ attributes }) => {
    const open = stack.at(-1);
    if (rawDepth > 0) rawDepth++;
    else if (open !== undefined) {
      open.written = { ...attributes };
      open.attributes = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => lowerAttribute(name, value)),
      );
      open.bodyStart = parser.position;
      if (hasRawBody(open.tag)) rawDepth = 1;
    }
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    if (rawDepth > 1) {
      rawDepth--;
      return;
    }
    const open = stack.pop();
    if (open === undefined) return;
    const { texts, children, attributes, written, writtenTag, bodyStart, tag, line, column } = open;
    const bodyEnd = isSelfClosing ? bodyStart : xml.lastIndexOf('</', parser.position - 1);
    const text = rawDepth === 1 ? xml.slice(bodyStart, bodyEnd) : texts.join('');
    rawDepth = 0;
    const node: ConfigNode = {
      tag,
      attributes,
      text: text.trim(),
      children,
      line,
      column,
      written: { tag: writtenTag, attributes: written },
    };
    const parent = stack.at(-1);
    if (parent === undefined) root = node;
    else parent.children.push(node);
  });

  if (xml.trim() === '') refuse('it is empty; begin with <View>', { line: 1, column: 1 });
  parser.write(xml).close();
  return { root: root ?? refuse('it has no root tag; begin with <View>', { line: 1, column: 1 }), comments };
};

const lowerAttribute = (name: string, value: string): readonly [string, string | boolean] => {
  const lower = name.toLowerCase();
  return [lower, lower !== 'value' && (value === 'true' || value === 'false') ? value === 'true' : value];
};

/** Offset to line and column, from 1. */
const placesOf = (text: string): ((offset: number) => { line: number; column: number }) => {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset) - (starts[low] ?? 0) + 1 };
  };
};
