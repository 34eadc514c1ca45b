import type { IncomingHttpHeaders } from 'node:http';

export type RequestLine = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
};

/**
 * True when a request is for the S3 face: signed (SigV4 in header or query for the service s3, or SigV2), or a
 * CORS preflight outside `/api`. Unsigned requests never are. Looks at the raw target only and never throws.
 */
export const isS3Request = ({ method, url = '/', headers }: RequestLine): boolean => {
  const authorization = headers.authorization;
  if (authorization !== undefined) {
    if (/^AWS4-/i.test(authorization))
      return serviceOf(/Credential=([^,\s]*)/.exec(authorization)?.[1]) === 's3';
    if (/^AWS /i.test(authorization)) return true;
  }
  const mark = url.indexOf('?');
  const query = mark < 0 ? '' : url.slice(mark + 1);
  if (/(?:^|&)X-Amz-Algorithm=/i.test(query))
    return serviceOf(/(?:^|&)X-Amz-Credential=([^&]*)/i.exec(query)?.[1]) === 's3';
  if (/(?:^|&)AWSAccessKeyId=/.test(query) && /(?:^|&)Signature=/.test(query)) return true;
  return isPreflight({ method, url, headers });
};

/** A browser asks whether another origin may call; `/api` answers its own. */
export const isPreflight = ({ method, url = '/', headers }: RequestLine): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && !/^\/api(?:[/?]|$)/.test(url);

/** `KEY/20130524/us-east-1/s3/aws4_request`; what cannot be read is S3's to complain about, in its XML. */
const serviceOf = (credential: string | undefined): string => {
  const parts = (credential ?? '').replace(/%2F/gi, '/').split('/');
  return parts.length < 5 ? 's3' : (parts.at(-2) ?? 's3');
};
