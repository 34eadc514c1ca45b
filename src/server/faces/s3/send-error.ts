import type { IncomingMessage, ServerResponse } from 'node:http';
import type { S3Error } from './s3-error.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

export type ErrorTarget = {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
};

/** A refusal as S3 writes it. HEAD has no body, so there the reason is in `x-lw-error`. */
export const sendError = ({ incoming, response, requestId }: ErrorTarget, error: S3Error): void => {
  for (const name of response.getHeaderNames())
    if (name !== 'x-amz-request-id' && !name.startsWith('access-control-') && name !== 'vary')
      response.removeHeader(name);
  response.setHeader('x-lw-error', `${error.code}: ${error.message}`.replace(/[^\x20-\x7e]/g, '?'));
  if (error.code === 'InvalidRange')
    response.setHeader('content-range', `bytes */${error.details.ActualObjectSize ?? '*'}`);
  if (incoming.method === 'HEAD' || error.status === 304) {
    response.writeHead(error.status).end();
    return;
  }
  const body = Buffer.from(
    xmlDocument(
      'Error',
      [
        ['Code', error.code],
        ['Message', error.message],
        ['Resource', (incoming.url ?? '/').split('?')[0] ?? '/'],
        ...Object.entries(error.details).map(([name, value]): XmlElement => [name, value]),
        ['RequestId', requestId],
      ],
      false,
    ),
  );
  response
    .writeHead(error.status, { 'content-type': 'application/xml', 'content-length': body.length })
    .end(body);
};
