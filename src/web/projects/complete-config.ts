import { findTag, tagEntries } from '../../labels/config/tag-registry.ts';
import { attributeNames, attributesOf } from './config-attributes.ts';

export type Completion = { readonly text: string; readonly note: string };
/** What can stand at the caret: taking one replaces `from` to `to`. */
export type Completions = {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
};

const mostShown = 40;
const openTag = /<(\w*)$/;
const closing = /<\/(\w*)$/;
/** The inside of a tag up to the caret: its name, then attributes, perhaps an open value. */
const insideTag = /<(\w+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s+([\w:-]*)$/;
const insideValue = /<(\w+)(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s+([\w:-]+)\s*=\s*"([^"]*)$/;

/** Tags that are open at the end of a text, outermost first. */
const openTags = (text: string): readonly string[] => {
  const open: string[] = [];
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  for (const [, slash, name = '', self] of plain.matchAll(
    /<(\/?)(\w+)(?:"[^"]*"|'[^']*'|[^<>"'])*?(\/?)>/g,
  )) {
    if (slash) open.splice(open.lastIndexOf(name) >>> 0);
    else if (!self) open.push(name);
  }
  return open;
};

const objectNames = (text: string): readonly string[] =>
  [...text.matchAll(/<(\w+)\b[^>]*?\bname\s*=\s*"([^"]+)"/g)].flatMap(([, tag = '', name = '']) =>
    findTag(tag.toLowerCase())?.kind === 'object' ? [name] : [],
  );

const fits = (typed: string) => (item: Completion) =>
  item.text.toLowerCase().startsWith(typed.toLowerCase()) && item.text !== typed;

const notes = { object: 'shows data', control: 'asks', visual: 'layout', child: 'inside a control' } as const;

const tagItems = (parent: string | undefined): readonly Completion[] => {
  const child = parent === undefined ? undefined : findTag(parent.toLowerCase())?.child;
  const known = tagEntries.filter((entry) => !entry.unsupported);
  const own = known.filter((entry) => entry.name.toLowerCase() === child);
  const rest = known.filter(
    (entry) => !own.includes(entry) && (entry.kind !== 'child' || child === undefined),
  );
  return [...own, ...rest].map((entry) => ({ text: entry.name, note: notes[entry.kind] }));
};

const valueItems = (
  tag: string,
  attribute: string,
  text: string,
  fields: readonly string[],
): readonly Completion[] => {
  const entry = findTag(tag.toLowerCase());
  const name = attribute.toLowerCase();
  if (name === 'toname') return objectNames(text).map((each) => ({ text: each, note: 'object' }));
  if (name === 'value' && entry?.kind !== 'child')
    return fields.map((field) => ({ text: `$${field}`, note: 'field of the data' }));
  const allowed =
    entry?.allowed?.[name] ??
    (attributesOf(tag).find((each) => each.name.toLowerCase() === name)?.yesNo ? ['true', 'false'] : []);
  return allowed.map((each) => ({ text: each, note: '' }));
};

/**
 * What fits at `caret` of a labeling config: tags (those that the enclosing control asks for first), attributes that
 * are not there yet, their values, names of objects, fields of the data. Null where nothing is to be completed.
 */
export const completeConfig = (
  text: string,
  caret: number,
  fields: readonly string[] = [],
): Completions | null => {
  const before = text.slice(0, caret);
  if (before.lastIndexOf('<!--') > before.lastIndexOf('-->')) return null;
  const answer = (typed: string, items: readonly Completion[]): Completions | null => {
    const shown = items.filter(fits(typed)).slice(0, mostShown);
    return shown.length === 0 ? null : { from: caret - typed.length, to: caret, items: shown };
  };

  const end = closing.exec(before);
  if (end) {
    const open = openTags(before.slice(0, end.index)).at(-1);
    return open ? answer(end[1] ?? '', [{ text: `${open}>`, note: 'closes' }]) : null;
  }
  const start = openTag.exec(before);
  if (start) return answer(start[1] ?? '', tagItems(openTags(before.slice(0, start.index)).at(-1)));
  const value = insideValue.exec(before);
  if (value) return answer(value[3] ?? '', valueItems(value[1] ?? '', value[2] ?? '', text, fields));
  const inside = insideTag.exec(before);
  if (!inside) return null;
  const [, tag = '', earlier = '', typed = ''] = inside;
  const after = /^[^<>]*/.exec(text.slice(caret))?.[0] ?? '';
  const there = attributeNames(`${earlier} ${after}`);
  const required = new Set(findTag(tag.toLowerCase())?.required);
  return answer(
    typed,
    attributesOf(tag)
      .filter((each) => !there.has(each.name.toLowerCase()))
      .map((each) => ({ text: each.name, note: required.has(each.name) ? 'needed' : '' })),
  );
};
