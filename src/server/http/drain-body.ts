import type { IncomingMessage } from 'node:http';

const mostBytes = 64 * 2 ** 20;
const patienceMs = 10_000;

/**
 * Reads what is left of a refused body away: a client that is still sending when the answer comes sees a
 * broken connection instead of it. True when all was read; false for one too large or too slow, whose
 * connection has to be closed.
 */
export const drainBody = (incoming: IncomingMessage): Promise<boolean> =>
  new Promise((resolve) => {
    if (incoming.complete) return resolve(true);
    if (incoming.destroyed || Number(incoming.headers['content-length'] ?? 0) > mostBytes)
      return resolve(false);
    let left = mostBytes;
    const settle = (whole: boolean) => {
      clearTimeout(timer);
      incoming.off('data', count).off('end', ended).off('close', closed);
      resolve(whole);
    };
    const count = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) settle(false);
    };
    const ended = () => settle(true);
    const closed = () => settle(incoming.complete);
    const timer = setTimeout(() => settle(false), patienceMs);
    incoming.on('data', count).on('end', ended).on('close', closed).resume();
  });
