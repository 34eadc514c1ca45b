import { SaxesParser } from 'saxes';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

/** An element of a request: local name, text without the children's, children. */
export type ReadElement = {
  readonly name: string;
  readonly text: string;
  readonly children: readonly ReadElement[];
};

type Open = { name: string; text: string; children: Open[] };

const maxBytes = 4 * 2 ** 20;

/** Reads a request's XML whole, at most 4 MiB of it. Throws MalformedXML, and whatever the body's checks throw. */
export const readXmlBody = async (call: S3Call): Promise<ReadElement> => {
  const body = call.body();
  if (body.length > maxBytes) throw new S3Error('MalformedXML', `The XML is larger than ${maxBytes} bytes.`);
  const pieces: Uint8Array[] = [];
  for await (const piece of body.bytes) pieces.push(piece);
  return parseXml(Buffer.concat(pieces).toString('utf8'));
};

/** No document types, so no entities to expand; eight levels are more than any request has. */
export const parseXml = (text: string): ReadElement => {
  const parser = new SaxesParser();
  const stack: Open[] = [];
  let root: Open | undefined;
  const refuse = (why: string): never => {
    throw new S3Error('MalformedXML', `The XML cannot be read: ${why}.`);
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('document types are not taken'));
  parser.on('opentag', (tag) => {
    const element: Open = { name: tag.name.replace(/^.*:/, ''), text: '', children: [] };
    if (stack.length >= 8) refuse('it is nested too deeply');
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  const addText = (more: string) => {
    const top = stack.at(-1);
    if (top) top.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void stack.pop());
  parser.write(text).close();
  return root ?? refuse('it is empty');
};

/** The text of a child element, undefined when there is none. */
export const childText = (element: ReadElement, name: string): string | undefined =>
  element.children.find((child) => child.name === name)?.text;
