import type { Entry } from '../../../versions/version-store.ts';
import { S3Error } from './s3-error.ts';
import type { SignedRequest } from './signed-request.ts';

export type StoredHeaders = {
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/**
 * Headers of their own that an object keeps. They lie in the entry's metadata under `:name`; a colon cannot
 * be in the name of a user's `x-amz-meta-…` header, so the two never meet.
 */
const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

const prefix = 'x-amz-meta-';

/** What a write says about its object. Throws MetadataTooLarge above 2 KiB of user metadata. */
export const readStoredHeaders = (headers: SignedRequest['headers']): StoredHeaders => {
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const [header, values] of Object.entries(headers)) {
    if (!header.startsWith(prefix) || !values) continue;
    const name = header.slice(prefix.length);
    const value = fromHeader(values.join(','));
    size += name.length + Buffer.byteLength(value);
    metadata[name] = value;
  }
  if (size > 2048) throw new S3Error('MetadataTooLarge');
  for (const name of kept) {
    const value = fromHeader((headers[name] ?? []).join(','));
    const cleaned = name === 'content-encoding' ? withoutChunking(value) : value;
    if (cleaned !== '') metadata[`:${name}`] = cleaned;
  }
  return { contentType: headers['content-type']?.[0] || 'binary/octet-stream', metadata };
};

/** The headers that give an entry's metadata back. */
export const writeStoredHeaders = (entry: Entry): Record<string, string> => {
  const headers: Record<string, string> = { 'content-type': entry.contentType };
  for (const [name, value] of Object.entries(entry.metadata)) {
    if (name.startsWith(':')) {
      if ((kept as readonly string[]).includes(name.slice(1))) headers[name.slice(1)] = toHeader(value);
    } else if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) headers[prefix + name] = toHeader(value);
  }
  return headers;
};

/** `aws-chunked` says how the request was sent, not what the object is. */
const withoutChunking = (encoding: string): string =>
  encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.toLowerCase() !== 'aws-chunked')
    .join(',');

/** Node gives header bytes as Latin-1; clients that send more than ASCII send UTF-8. */
const fromHeader = (value: string): string => {
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? value : text;
};
const toHeader = (value: string): string => Buffer.from(value, 'utf8').toString('latin1');
