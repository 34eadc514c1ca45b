import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Sends a web Response over Node's. With `head` the body is not read. Rejects when the body breaks; the
 * connection is cut then, since half an answer cannot be taken back.
 */
export const sendResponse = async (
  outgoing: ServerResponse,
  response: Response,
  { head }: { readonly head: boolean },
): Promise<void> => {
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.appendHeader('set-cookie', cookies);
  outgoing.writeHead(response.status);
  if (head || response.body === null) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  try {
    await pipeline(Readable.fromWeb(response.body as never), outgoing);
  } catch (error) {
    const gone = (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!gone) throw error;
  }
};
