import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Any origin may call: rights come from a signature that the page itself must make, never from a cookie that
 * the browser adds, so there is nothing that another origin could borrow.
 */
export const exposeToOrigin = (incoming: IncomingMessage, response: ServerResponse): void => {
  if (incoming.headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader(
    'access-control-expose-headers',
    'ETag, Content-Length, Content-Range, Last-Modified, x-amz-request-id, x-amz-version-id, x-lw-error',
  );
};

export const answerPreflight = (incoming: IncomingMessage, response: ServerResponse): void => {
  const asked = incoming.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE');
  if (typeof asked === 'string' && /^[\w\-, ]{1,4000}$/.test(asked))
    response.setHeader('access-control-allow-headers', asked);
  response.setHeader('access-control-max-age', '3600');
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers');
  response.writeHead(204).end();
};
