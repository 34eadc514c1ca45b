import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Api, answerError } from '../faces/api/bind.ts';
import { isS3Request } from '../faces/s3/is-s3-request.ts';
import type { Server } from '../server.ts';
import { setSecurityHeaders } from './security-headers.ts';
import type { StaticFiles } from './static-files.ts';

export type Faces = {
  readonly api: Api;
  readonly docs: Api;
  readonly s3: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
  readonly web: StaticFiles;
};

/** Gives each request to its face: signed ones to S3 by their raw URL, then the API, its docs, the web app. */
export const routeRequest =
  (server: Pick<Server, 'log' | 'random'>, faces: Faces) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (isS3Request(incoming)) return faces.s3(incoming, outgoing);
    setSecurityHeaders(outgoing);
    if (await faces.api(incoming, outgoing)) return;
    if (await faces.docs(incoming, outgoing)) return;
    const path = pathOf(incoming);
    const reads = incoming.method === 'GET' || incoming.method === 'HEAD';
    if (reads && faces.web.send(path, incoming, outgoing)) return;
    if (reads && isPage(path, incoming) && faces.web.send('/index.html', incoming, outgoing)) return;
    const error = new AppError('route.not_found', { path });
    answerError({ server, incoming, outgoing, labelStudio: false }, error);
  };

const pathOf = (incoming: IncomingMessage): string => (incoming.url ?? '/').replace(/[?#].*$/s, '');

/** The web app's own routes: whatever a browser opens that is neither API nor a file of the app. */
const isPage = (path: string, incoming: IncomingMessage): boolean =>
  !/^\/(api|docs|assets|health|data)(\/|$)/.test(path) &&
  /text\/html|\*\/\*/.test(incoming.headers.accept ?? '*/*');
