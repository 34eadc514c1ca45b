import type { IncomingMessage } from 'node:http';

const smallBody = 64 * 1024;

/**
 * A request's body. One that says it is small comes as a single piece, without the machinery of a stream's
 * iterator, which costs more than such a body; others as they arrive. Whoever stops reading wants to answer: the
 * socket stays.
 */
export const incomingBytes = (incoming: IncomingMessage): AsyncIterable<Uint8Array> => {
  const length = Number(incoming.headers['content-length'] ?? Number.NaN);
  return length <= smallBody ? oneOf(incoming) : incoming.iterator({ destroyOnReturn: false });
};

async function* oneOf(incoming: IncomingMessage): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = await collect(incoming);
  if (pieces.length > 0) yield pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

const collect = (incoming: IncomingMessage): Promise<readonly Buffer[]> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const cut = (): void => {
      if (!incoming.complete) reject(Object.assign(new Error('the client left'), { code: 'ECONNRESET' }));
    };
    if (incoming.destroyed) return cut();
    incoming.on('data', (piece: Buffer) => void pieces.push(piece));
    incoming.once('end', () => resolve(pieces));
    incoming.once('error', reject);
    incoming.once('close', cut);
  });
