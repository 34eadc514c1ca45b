import { canonicalRequest } from './canonical-request.ts';
import { encodeAws, parseRawUrl } from './raw-url.ts';
import { hmac, sigV4Algorithm, signingKey, stringToSign } from './sigv4.ts';

export type ToSign = {
  readonly method: string;
  /** `http://host:port`. */
  readonly endpoint: string;
  /** Raw path and query, percent-encoded. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly payloadHash?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};

const region = 'us-east-1';
const timestampOf = (now: number): string =>
  `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Headers with which a request passes SigV4, `authorization` among them. */
export const signS3Request = (args: ToSign): Record<string, string> => {
  const timestamp = timestampOf(args.now);
  const scope = `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`;
  const host = new URL(args.endpoint).host;
  const payloadHash = args.payloadHash ?? 'UNSIGNED-PAYLOAD';
  const headers: Record<string, string> = {
    ...args.headers,
    'x-amz-date': timestamp,
    'x-amz-content-sha256': payloadHash,
  };
  const signedHeaders = [...Object.keys(headers), 'host'].sort();
  const request = {
    method: args.method,
    url: parseRawUrl(args.target),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  };
  const text = stringToSign(
    timestamp,
    scope,
    canonicalRequest({ request, signedHeaders, payloadHash, host }),
  );
  const signature = hmac(signingKey(args.secret, scope), text).toString('hex');
  headers.authorization = `${sigV4Algorithm} Credential=${args.accessKeyId}/${scope}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return headers;
};

/** A URL that passes by itself for `expires` seconds. */
export const presignS3Url = (
  args: Omit<ToSign, 'payloadHash' | 'headers'> & { readonly expires: number },
): string => {
  const timestamp = timestampOf(args.now);
  const scope = `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`;
  const host = new URL(args.endpoint).host;
  const query = Object.entries({
    'X-Amz-Algorithm': sigV4Algorithm,
    'X-Amz-Credential': `${args.accessKeyId}/${scope}`,
    'X-Amz-Date': timestamp,
    'X-Amz-Expires': String(args.expires),
    'X-Amz-SignedHeaders': 'host',
  }).map(([name, value]) => `${name}=${encodeAws(value)}`);
  const target = `${args.target}${args.target.includes('?') ? '&' : '?'}${query.join('&')}`;
  const request = { method: args.method, url: parseRawUrl(target), headers: {} };
  const canonical = canonicalRequest({
    request,
    signedHeaders: ['host'],
    payloadHash: 'UNSIGNED-PAYLOAD',
    host,
  });
  const signature = hmac(signingKey(args.secret, scope), stringToSign(timestamp, scope, canonical)).toString(
    'hex',
  );
  return `${args.endpoint}${target}&X-Amz-Signature=${signature}`;
};
