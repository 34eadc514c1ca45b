import { S3Error } from './s3-error.ts';

export type QueryItem = { readonly name: string; readonly value: string };

/**
 * A request target as it came over the wire: nothing normalised, so keys keep `.`, `..` and `//`.
 * `rawPath` is undecoded; `bucket` is empty for the service itself; `key` is empty for a bucket.
 */
export type RawUrl = {
  readonly rawPath: string;
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: readonly QueryItem[];
};

/** Reads Node's `req.url`. Throws InvalidURI when the percent-encoding is broken or not UTF-8. */
export const parseRawUrl = (url: string): RawUrl => {
  const target = withoutOrigin(url);
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const path = decodePercent(rawPath);
  // The bucket ends at the first raw slash: an encoded one belongs to the name, which then is invalid.
  const slash = rawPath.indexOf('/', 1);
  const bucket = decodePercent(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash));
  const key = slash < 0 ? '' : decodePercent(rawPath.slice(slash + 1));
  return { rawPath, path, bucket, key, query: mark < 0 ? [] : parseQuery(target.slice(mark + 1)) };
};

/** The first value of a query parameter; '' for a bare name, undefined when absent. */
export const queryValue = (query: readonly QueryItem[], name: string): string | undefined =>
  query.find((item) => item.name === name)?.value;

/** Proxies may send the absolute form `http://host/path`. */
const withoutOrigin = (url: string): string => {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i.exec(url);
  const rest = origin ? url.slice(origin[0].length) : url;
  return rest.startsWith('/') ? rest : `/${rest}`;
};

const parseQuery = (raw: string): readonly QueryItem[] =>
  raw
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const name = equals < 0 ? part : part.slice(0, equals);
      const value = equals < 0 ? '' : part.slice(equals + 1);
      return {
        name: decodePercent(name.replaceAll('+', ' ')),
        value: decodePercent(value.replaceAll('+', ' ')),
      };
    });

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes %XX strictly: every % needs two hex digits and the bytes must be UTF-8. Node gives raw bytes as Latin-1. */
export const decodePercent = (text: string): string => {
  if (/^[\x20-\x24\x26-\x7e]*$/.test(text)) return text;
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new S3Error('InvalidURI');
  const latin = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  try {
    return utf8.decode(Buffer.from(latin, 'latin1'));
  } catch {
    throw new S3Error('InvalidURI');
  }
};

/** AWS's URI encoding: everything but A-Z a-z 0-9 - . _ ~ as %XX of its UTF-8; slashes stay when asked. */
export const encodeAws = (text: string, keepSlash = false): string => {
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return keepSlash ? encoded.replaceAll('%2F', '/') : encoded;
};
