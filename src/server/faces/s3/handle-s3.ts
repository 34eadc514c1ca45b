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
  const known =
    error instanceof AppError ? fromAppError(error) : error instanceof S3Error ? error : undefined;
  // A client that has gone gets no answer and is no fault.
  const gone = isDisconnect(error) || (incoming.destroyed && !incoming.complete);
  if (!known && !gone) context.onError(error, requestId);
  // Half an answer cannot be taken back; a cut connection says that it is not whole.
  if (gone || response.headersSent) return void response.destroy();
  drain(incoming, response);
  sendError({ incoming, response, requestId }, known ?? new S3Error('InternalError'));
};

const isDisconnect = (error: unknown): boolean =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(
    String((error as { code?: unknown } | null)?.code),
  );

const mostToDrain = 64 * 2 ** 20;

/** Many clients read the answer only after they sent everything; above 64 MiB the connection is cut instead. */
const drain = (incoming: IncomingMessage, response: ServerResponse): void => {
  if (incoming.complete) return;
  if (Number(incoming.headers['content-length'] ?? 0) > mostToDrain)
    response.setHeader('connection', 'close');
  incoming.resume();
};
