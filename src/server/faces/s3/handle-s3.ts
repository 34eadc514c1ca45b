import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../../shared/errors/app-error.ts';
import { authenticateS3 } from './authenticate-s3.ts';
import { checkKey } from './check-key.ts';
import { answerPreflight, exposeToOrigin } from './cors.ts';
import { fromAppError } from './from-app-error.ts';
import { isPreflight } from './is-s3-request.ts';
import { parseRawUrl } from './raw-url.ts';
import { routeS3 } from './route-s3.ts';
import { makeS3Call } from './s3-call.ts';
import type { S3Context } from './s3-context.ts';
import { S3Error } from './s3-error.ts';
import { sendError } from './send-error.ts';
import type { SignedRequest } from './signed-request.ts';

/** The S3 face for Node's raw requests: give it those that `isS3Request` says are its own. Never rejects. */
export const handleS3 =
  (context: S3Context) =>
  async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = Buffer.from(context.random(8)).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    exposeToOrigin(incoming, response);
    try {
      if (isPreflight(incoming)) return answerPreflight(incoming, response);
      const request: SignedRequest = {
        method: incoming.method ?? 'GET',
        url: parseRawUrl(incoming.url ?? '/'),
        headers: incoming.headersDistinct,
      };
      const caller = await authenticateS3(context, request, context.hosts(incoming));
      const operation = routeS3(request);
      const badKey = request.url.key === '' ? undefined : checkKey(request.url.key);
      if (badKey) throw badKey;
      await operation(makeS3Call({ context, caller, request, incoming, response }));
    } catch (error) {
      refuse({ context, incoming, response, requestId }, error);
    }
  };

type Refusal = {
  readonly context: S3Context;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
};

const refuse = ({ context, incoming, response, requestId }: Refusal, error: unknown): void => {
  // The client has gone: nobody to answer, nothing to report.
  if (incoming.destroyed && !incoming.complete) return void response.destroy();
  const known =
    error instanceof AppError ? fromAppError(error) : error instanceof S3Error ? error : undefined;
  if (!known && !(response.headersSent && response.destroyed)) context.onError(error, requestId);
  // Half an answer cannot be taken back; a cut connection says that it is not whole.
  if (response.headersSent) return void response.destroy();
  sendError({ incoming, response, requestId }, known ?? new S3Error('InternalError'));
};
