import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Person } from '../../../versions/version-store.ts';
import type { S3Caller } from './authenticate-s3.ts';
import { incomingBytes } from '../../http/incoming-bytes.ts';
import { openS3Body, type S3Body } from './s3-body.ts';
import type { S3Context } from './s3-context.ts';
import type { S3Store } from './s3-store.ts';
import { queryValue } from './raw-url.ts';
import { headerValue, type SignedRequest } from './signed-request.ts';

/** One verified request, as an operation gets it. */
export type S3Call = {
  readonly context: S3Context;
  readonly store: S3Store;
  readonly caller: S3Caller;
  readonly author: Person;
  readonly request: SignedRequest;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly bucket: string;
  readonly key: string;
  /** The first value of a header, undefined when absent. */
  readonly header: (name: string) => string | undefined;
  /** The first value of a query parameter, undefined when absent. */
  readonly query: (name: string) => string | undefined;
  readonly body: () => S3Body;
};

/** An operation answers by itself; it throws S3Error or AppError to refuse. */
export type S3Operation = (call: S3Call) => Promise<void>;

export const makeS3Call = (args: {
  readonly context: S3Context;
  readonly caller: S3Caller;
  readonly request: SignedRequest;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}): S3Call => {
  const { context, caller, request, incoming, response } = args;
  return {
    context,
    caller,
    request,
    incoming,
    response,
    store: context.store,
    author: { id: caller.actor.account, name: caller.actor.name },
    bucket: request.url.bucket,
    key: request.url.key,
    header: (name) => headerValue(request.headers, name),
    query: (name) => queryValue(request.url.query, name),
    body: () =>
      openS3Body({
        source: incomingBytes(incoming),
        headers: request.headers,
        payloadHash: caller.payloadHash,
        chunkKey: caller.chunkKey,
      }),
  };
};
