import { createHmac, hash } from 'node:crypto';
import { canonicalRequest } from './canonical-request.ts';
import { equalSignatures } from './equal-signatures.ts';
import { queryValue } from './raw-url.ts';
import { S3Error } from './s3-error.ts';
import { headerValue, type SignedRequest } from './signed-request.ts';

export const sigV4Algorithm = 'AWS4-HMAC-SHA256';

/** A SigV4 signature as a request presents it, in the header or (presigned) in the query. */
export type SigV4 = {
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  /** `20130524T000000Z`. */
  readonly timestamp: string;
  /** `20130524/us-east-1/s3/aws4_request`. */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** A hash, or one of `UNSIGNED-PAYLOAD` and the `STREAMING-` words. */
  readonly payloadHash: string;
  /** Seconds that a presigned request is good for. */
  readonly expires?: number;
};

/** What signs the chunks of a streamed body: each signature begins from the one before. */
export type ChunkKey = {
  readonly key: Buffer;
  readonly timestamp: string;
  readonly scope: string;
  readonly seed: string;
};

/** Reads `Authorization: AWS4-HMAC-SHA256 …`. Throws AuthorizationHeaderMalformed and its kin. */
export const readSigV4Header = (request: SignedRequest): SigV4 => {
  const authorization = headerValue(request.headers, 'authorization') ?? '';
  if (!authorization.startsWith(`${sigV4Algorithm} `))
    throw new S3Error('InvalidRequest', `Sign with ${sigV4Algorithm}; other algorithms are not known here.`);
  const fields = new Map<string, string>();
  for (const part of authorization.slice(sigV4Algorithm.length + 1).split(',')) {
    const equals = part.indexOf('=');
    if (equals > 0) fields.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const credential = fields.get('Credential');
  const signature = fields.get('Signature');
  const headers = fields.get('SignedHeaders');
  if (!credential || !signature || !headers) throw new S3Error('AuthorizationHeaderMalformed');
  const timestamp = headerTimestamp(request);
  const payloadHash = headerValue(request.headers, 'x-amz-content-sha256');
  if (!payloadHash) throw new S3Error('InvalidRequest', 'The header x-amz-content-sha256 is missing.');
  return {
    place: 'header',
    ...readCredential(credential, timestamp, 'AuthorizationHeaderMalformed'),
    timestamp,
    signedHeaders: headers.toLowerCase().split(';'),
    signature,
    payloadHash,
  };
};

/** Reads a presigned request's `X-Amz-…` query. Throws AuthorizationQueryParametersError. */
export const readSigV4Query = (request: SignedRequest): SigV4 => {
  const refuse = (text: string) => new S3Error('AuthorizationQueryParametersError', text);
  const get = (name: string): string => {
    const value = queryValue(request.url.query, name);
    if (!value) throw refuse(`${name} is missing in the query.`);
    return value;
  };
  if (get('X-Amz-Algorithm') !== sigV4Algorithm) throw refuse(`X-Amz-Algorithm must be ${sigV4Algorithm}.`);
  const timestamp = get('X-Amz-Date');
  const expires = Number(get('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 0) throw refuse('X-Amz-Expires must be a number of seconds.');
  if (expires > 604_800) throw refuse('X-Amz-Expires must be at most a week (604800 seconds).');
  return {
    place: 'query',
    ...readCredential(get('X-Amz-Credential'), timestamp, 'AuthorizationQueryParametersError'),
    timestamp,
    signedHeaders: get('X-Amz-SignedHeaders').toLowerCase().split(';'),
    signature: get('X-Amz-Signature'),
    payloadHash:
      queryValue(request.url.query, 'X-Amz-Content-Sha256') ??
      headerValue(request.headers, 'x-amz-content-sha256') ??
      'UNSIGNED-PAYLOAD',
    expires,
  };
};

/** Throws RequestTimeTooSkewed when the clocks are apart, AccessDenied when a presigned request is past its time. */
export const checkSigV4Time = (sig: SigV4, now: number): void => {
  const at = readTimestamp(sig.timestamp);
  if (sig.expires === undefined ? Math.abs(now - at) > maxSkew : at - now > maxSkew)
    throw new S3Error('RequestTimeTooSkewed', undefined, {
      RequestTime: sig.timestamp,
      ServerTime: new Date(now).toISOString(),
      MaxAllowedSkewMilliseconds: String(maxSkew),
    });
  if (sig.expires !== undefined && now > at + sig.expires * 1000)
    throw new S3Error('AccessDenied', 'Request has expired. Presign it again.', {
      Expires: new Date(at + sig.expires * 1000).toISOString(),
      ServerTime: new Date(now).toISOString(),
    });
};

const maxSkew = 15 * 60 * 1000;

/**
 * Holds the signature against the request, for each host that the request may have been signed for.
 * Throws SignatureDoesNotMatch, and AccessDenied when a header that matters was left unsigned.
 */
export const verifySigV4 = (
  sig: SigV4,
  secret: string,
  request: SignedRequest,
  hosts: readonly string[],
): ChunkKey => {
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !mayBeUnsigned.has(name) && !sig.signedHeaders.includes(name),
  );
  if (!sig.signedHeaders.includes('host')) unsigned.push('host');
  if (unsigned.length > 0)
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed.', {
      HeadersNotSigned: unsigned.join(', '),
    });
  const key = keptSigningKey(secret, sig.scope);
  const strings = hosts.map((host) => {
    const canonical = canonicalRequest({
      request,
      signedHeaders: sig.signedHeaders,
      payloadHash: sig.payloadHash,
      host,
    });
    return { canonical, toSign: stringToSign(sig.timestamp, sig.scope, canonical) };
  });
  if (!strings.some(({ toSign }) => equalSignatures(hmac(key, toSign).toString('hex'), sig.signature)))
    throw new S3Error('SignatureDoesNotMatch', undefined, {
      AWSAccessKeyId: sig.accessKeyId,
      StringToSign: strings[0]?.toSign ?? '',
      SignatureProvided: sig.signature,
      CanonicalRequest: strings[0]?.canonical ?? '',
    });
  return { key, timestamp: sig.timestamp, scope: sig.scope, seed: sig.signature };
};

/** The token is ignored whatever it says, and the hash is part of what is signed in any case. */
const mayBeUnsigned: ReadonlySet<string> = new Set([
  'x-amz-security-token',
  'x-amz-content-sha256',
  'x-amz-date',
]);

export const stringToSign = (timestamp: string, scope: string, canonical: string): string =>
  [sigV4Algorithm, timestamp, scope, hash('sha256', Buffer.from(canonical, 'latin1'))].join('\n');

export const signingKey = (secret: string, scope: string): Buffer =>
  scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));

const signingKeys = new Map<string, Buffer>();

/** A client signs all day with one key of four HMACs; it follows from the secret alone and says nothing of rights. */
const keptSigningKey = (secret: string, scope: string): Buffer => {
  const name = `${scope} ${secret}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const key = signingKey(secret, scope);
  if (signingKeys.size >= 1000) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
};

export const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const headerTimestamp = (request: SignedRequest): string => {
  const amz = headerValue(request.headers, 'x-amz-date');
  if (amz) return amz;
  const date = Date.parse(headerValue(request.headers, 'date') ?? '');
  if (Number.isNaN(date)) throw new S3Error('AccessDenied', 'Send the time of the request in x-amz-date.');
  return `${new Date(date).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
};

/** Requests of one second carry the same text, and reading it takes longer than finding its row. */
let lastTimestamp = { text: '', time: 0 };

const readTimestamp = (text: string): number => {
  if (text === lastTimestamp.text) return lastTimestamp.time;
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const time = match ? Date.parse(text.replace(/^(.{4})(..)(..T..)(..)/, '$1-$2-$3:$4:')) : Number.NaN;
  if (Number.isNaN(time))
    throw new S3Error('AccessDenied', 'The time of the request is not like 20130524T000000Z.');
  lastTimestamp = { text, time };
  return time;
};

/** The access key may hold slashes, so the four parts of the scope are counted from the end. */
const readCredential = (
  credential: string,
  timestamp: string,
  code: 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError',
): { accessKeyId: string; scope: string } => {
  const parts = credential.split('/');
  const [date, , service, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (!accessKeyId || terminator !== 'aws4_request')
    throw new S3Error(code, 'The credential must be KEY/DATE/REGION/s3/aws4_request.');
  if (service !== 's3')
    throw new S3Error(code, `The credential is for the service "${service}"; this is s3.`);
  if (date !== timestamp.slice(0, 8))
    throw new S3Error(code, 'The date of the credential is not the date of the request.');
  return { accessKeyId, scope: parts.slice(-4).join('/') };
};
