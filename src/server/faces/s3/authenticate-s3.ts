import type { Actor } from '../../actor.ts';
import { queryValue } from './raw-url.ts';
import type { S3Context } from './s3-context.ts';
import { S3Error } from './s3-error.ts';
import { headerValue, type SignedRequest } from './signed-request.ts';
import { checkSigV2Time, readSigV2Query, verifySigV2 } from './sigv2-query.ts';
import {
  type ChunkKey,
  checkSigV4Time,
  readSigV4Header,
  readSigV4Query,
  type SigV4,
  verifySigV4,
} from './sigv4.ts';

export type S3Caller = {
  readonly actor: Actor;
  /** Signed in the query: whoever holds the link may call. */
  readonly presigned: boolean;
  readonly payloadHash: string;
  readonly chunkKey?: ChunkKey | undefined;
};

/** Finds and verifies whichever signature a request carries. Throws S3Error with the reason, mostly 403. */
export const authenticateS3 = async (
  context: S3Context,
  request: SignedRequest,
  hosts: readonly string[],
): Promise<S3Caller> => {
  const authorization = headerValue(request.headers, 'authorization');
  if (authorization !== undefined && /^AWS4-/i.test(authorization))
    return verifyV4(context, request, hosts, readSigV4Header(request));
  if (authorization !== undefined)
    throw new S3Error(
      'InvalidRequest',
      'The Authorization header must be AWS4-HMAC-SHA256 (signature version 4).',
    );
  if (queryValue(request.url.query, 'X-Amz-Algorithm') !== undefined)
    return verifyV4(context, request, hosts, readSigV4Query(request));
  if (queryValue(request.url.query, 'AWSAccessKeyId') !== undefined) return verifyV2(context, request);
  throw new S3Error('AccessDenied', 'Sign the request; there is no anonymous access.');
};

const verifyV4 = async (
  context: S3Context,
  request: SignedRequest,
  hosts: readonly string[],
  sig: SigV4,
): Promise<S3Caller> => {
  const presigned = sig.place === 'query';
  const { actor, rawToken, secret } = await identify(context, sig.accessKeyId);
  if (context.authOff) return { actor, presigned, payloadHash: sig.payloadHash };
  checkSigV4Time(sig, context.clock());
  const chunkKey = verifySigV4(sig, secret, request, hosts);
  if (presigned && rawToken) checkReadOnly(request);
  return { actor, presigned, payloadHash: sig.payloadHash, chunkKey };
};

const verifyV2 = async (context: S3Context, request: SignedRequest): Promise<S3Caller> => {
  const sig = readSigV2Query(request);
  const { actor, secret } = await identify(context, sig.accessKeyId);
  if (!context.authOff) {
    checkSigV2Time(sig, context.clock());
    verifySigV2(sig, secret, request);
  }
  return { actor, presigned: true, payloadHash: 'UNSIGNED-PAYLOAD' };
};

const identify = async (context: S3Context, accessKeyId: string) => {
  const identity = await context.authenticate(accessKeyId);
  if (!('refused' in identity)) return identity;
  switch (identity.refused) {
    case 'revoked':
      throw new S3Error(
        'InvalidAccessKeyId',
        'This access key or token was revoked. Make a new one under Connect, or under Account, Tokens.',
      );
    case 'expired':
      throw new S3Error(
        'ExpiredToken',
        'This access key or token has expired. Make a new one under Connect, or under Account, Tokens.',
      );
    case 'unknown':
      throw new S3Error('InvalidAccessKeyId');
  }
};

/** A link with the token in it is a link that leaks it; it must not be worth more than reading. */
const checkReadOnly = (request: SignedRequest): void => {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new S3Error(
      'AccessDenied',
      'A token as access key in the query only reads. Presign with an S3 key pair (Connect makes one).',
    );
};
