import { createHmac } from 'node:crypto';
import { equalSignatures } from './equal-signatures.ts';
import { type QueryItem, queryValue } from './raw-url.ts';
import { S3Error } from './s3-error.ts';
import { headerValue, type SignedRequest } from './signed-request.ts';

/** A SigV2 signature in the query: how the aws CLI 1 and boto3 presign. */
export type SigV2 = { readonly accessKeyId: string; readonly expires: number; readonly signature: string };

/** Reads a SigV2 query. Throws AccessDenied when it is incomplete or the method is not GET or HEAD. */
export const readSigV2Query = (request: SignedRequest): SigV2 => {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new S3Error(
      'AccessDenied',
      'Signature version 2 is taken for GET and HEAD only. Sign with version 4.',
    );
  const accessKeyId = queryValue(request.url.query, 'AWSAccessKeyId');
  const expires = Number(queryValue(request.url.query, 'Expires') || Number.NaN);
  const signature = queryValue(request.url.query, 'Signature');
  if (!accessKeyId || !signature || !Number.isFinite(expires))
    throw new S3Error(
      'AccessDenied',
      'The query needs AWSAccessKeyId, Expires (seconds since 1970) and Signature.',
    );
  return { accessKeyId, expires, signature };
};

/** Throws AccessDenied when the request is past its time; `now` in milliseconds. */
export const checkSigV2Time = (sig: SigV2, now: number): void => {
  if (now > sig.expires * 1000)
    throw new S3Error('AccessDenied', 'Request has expired. Presign it again.', {
      Expires: Number.isSafeInteger(sig.expires * 1000)
        ? new Date(sig.expires * 1000).toISOString()
        : String(sig.expires),
      ServerTime: new Date(now).toISOString(),
    });
};

/** Throws SignatureDoesNotMatch. */
export const verifySigV2 = (sig: SigV2, secret: string, request: SignedRequest): void => {
  const text = sigV2StringToSign(request, sig.expires);
  const fits = (candidate: string): boolean =>
    equalSignatures(createHmac('sha1', secret).update(candidate, 'latin1').digest('base64'), sig.signature);
  // boto3 signs `/bucket/` for a bucket and asks for `/bucket`
  const { rawPath } = request.url;
  const bucket = /^\/[^/]+$/.test(rawPath) ? { ...request.url, rawPath: `${rawPath}/` } : null;
  if (!fits(text) && !(bucket && fits(sigV2StringToSign({ ...request, url: bucket }, sig.expires))))
    throw new S3Error('SignatureDoesNotMatch', undefined, {
      AWSAccessKeyId: sig.accessKeyId,
      StringToSign: text,
      SignatureProvided: sig.signature,
    });
};

export const sigV2StringToSign = (request: SignedRequest, expires: number): string =>
  [
    request.method,
    headerValue(request.headers, 'content-md5') ?? '',
    headerValue(request.headers, 'content-type') ?? '',
    expires,
    ...Object.keys(request.headers)
      .filter((name) => name.startsWith('x-amz-'))
      .sort()
      .map((name) => `${name}:${(request.headers[name] ?? []).map((value) => value.trim()).join(',')}`),
    request.url.rawPath + subresources(request.url.query),
  ].join('\n');

const subresources = (query: readonly QueryItem[]): string => {
  const signed = query
    .filter(({ name }) => signedNames.has(name) || name.startsWith('response-'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => (value === '' ? name : `${name}=${Buffer.from(value).toString('latin1')}`));
  return signed.length === 0 ? '' : `?${signed.join('&')}`;
};

const signedNames: ReadonlySet<string> = new Set(
  `accelerate acl cors defaultObjectAcl delete encryption lifecycle location logging notification partNumber policy
  publicAccessBlock replication requestPayment restore storageClass tagging torrent uploadId uploads versionId
  versioning versions website`.split(/\s+/),
);
