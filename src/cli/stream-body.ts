import { Readable } from 'node:stream';
import type { StreamBody } from '../client/create-client.ts';

/** A stream of Node as the body of a request; the platform's type is the browser's where the client is shared. */
export const streamBody = (source: Readable): StreamBody => Readable.toWeb(source) as unknown as StreamBody;
