/** An XML element as data: a text, or children in order. Undefined and null children are left out. */
export type XmlContent = string | number | boolean | readonly (XmlElement | undefined | null)[];
export type XmlElement = readonly [name: string, content: XmlContent, attributes?: string];

/** How every answer begins. */
export const xmlProlog = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A whole S3 answer: prolog, root with S3's name space, children. */
export const xmlDocument = (root: string, content: XmlContent, namespace = true): string =>
  xmlProlog + write([root, content, namespace ? ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"' : '']);

const write = ([name, content, attributes = '']: XmlElement): string => {
  const inner = Array.isArray(content)
    ? (content as readonly (XmlElement | undefined | null)[])
        .map((child) => (child ? write(child) : ''))
        .join('')
    : escapeXml(String(content));
  return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Control characters become references, as S3 writes them: XML 1.0 parsers refuse most of them either way,
 * which is what `encoding-type=url` is for, but a tab, newline or carriage return survives.
 */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is escaped
    .replace(
      /[&<>"'\u0000-\u001f\ufffe\uffff]/g,
      (character) => entities[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
    );
