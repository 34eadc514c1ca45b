import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server as NodeServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';

export type Listening = {
  readonly port: number;
  /** Takes no new connections, lets requests under way end, and cuts what is left after `graceMs`. */
  drain(graceMs: number): Promise<void>;
};

export type ListenOptions = {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly log: Log;
  readonly handle: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
};

/** Listens; rejects when the port is taken. A handler that rejects is logged, never felt by others. */
export const listen = async ({ host, port, log, handle }: ListenOptions): Promise<Listening> => {
  let draining = false;
  const listener: RequestListener = (incoming, outgoing) => {
    const begin = performance.now();
    if (draining) outgoing.setHeader('connection', 'close');
    outgoing.once('close', () => {
      const ms = Math.round(performance.now() - begin);
      log.debug('request', { method: incoming.method, url: incoming.url, status: outgoing.statusCode, ms });
    });
    handle(incoming, outgoing).catch((error: unknown) => {
      log.error('a request broke outside its handler', { url: incoming.url, error });
      outgoing.destroy();
    });
  };
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 60_000, requestTimeout: 0 },
    listener,
  );
  await opened(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    async drain(graceMs) {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // a connection that was at work becomes idle when its answer is out, and nobody else closes it then
      const sweep = setInterval(() => server.closeIdleConnections(), 25);
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
};

const opened = (server: NodeServer, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
