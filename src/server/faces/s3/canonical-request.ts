import { encodeAws, type QueryItem } from './raw-url.ts';
import type { SignedRequest } from './signed-request.ts';

export type Canonical = {
  readonly request: SignedRequest;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  /** The Host to assume; the received one unless a trusted proxy names another. */
  readonly host: string;
};

/**
 * SigV4's canonical request in S3's dialect: the path is encoded once and not normalised. Header bytes stay
 * as received, so the text is to be hashed as Latin-1.
 */
export const canonicalRequest = ({ request, signedHeaders, payloadHash, host }: Canonical): string =>
  [
    request.method,
    encodeAws(request.url.path, true),
    canonicalQuery(request.url.query),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(request, name, host)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');

const canonicalHeader = (request: SignedRequest, name: string, host: string): string =>
  name === 'host'
    ? host
    : (request.headers[name] ?? []).map((value) => value.trim().replace(/ {2,}/g, ' ')).join(',');

const canonicalQuery = (query: readonly QueryItem[]): string =>
  query
    .filter(({ name }) => name !== 'X-Amz-Signature')
    .map(({ name, value }) => [encodeAws(name), encodeAws(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
