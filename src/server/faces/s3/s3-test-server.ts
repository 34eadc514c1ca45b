import { type Agent, createServer, type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { Role } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import { handleS3 } from './handle-s3.ts';
import { isS3Request } from './is-s3-request.ts';
import type { S3Context, S3Identity } from './s3-context.ts';
import type { S3Store } from './s3-store.ts';
import { signS3Request } from './sign-s3-request.ts';

/** For tests: an account of an organisation, in a role. */
export const testActor = (role: Role = 'owner', organisation = 'org'): Actor => ({
  type: 'account',
  account: `account-${role}`,
  accountNumber: 1,
  name: role,
  email: `${role}@example.org`,
  organisation,
  role,
});

export const testKeys: Readonly<Record<string, S3Identity>> = {
  OWNER: { secret: 'owner-secret', actor: testActor(), rawToken: false },
  REVIEWER: { secret: 'reviewer-secret', actor: testActor('reviewer'), rawToken: false },
  ANNOTATOR: { secret: 'annotator-secret', actor: testActor('annotator'), rawToken: false },
  STRANGER: { secret: 'stranger-secret', actor: testActor('owner', 'elsewhere'), rawToken: false },
  token00000000000000000: { secret: 'token00000000000000000', actor: testActor(), rawToken: true },
  REVOKED: { refused: 'revoked' },
  EXPIRED: { refused: 'expired' },
};

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
};

export type Send = {
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly secret?: string;
  readonly payloadHash?: string;
  readonly now?: number;
  /** Sent as it is, unsigned. */
  readonly unsigned?: boolean;
  readonly agent?: Agent;
};

/** For tests: the face on a loopback port, and a client that signs but never normalises a path. */
export const startS3TestServer = async (store: S3Store, overrides: Partial<S3Context> = {}) => {
  const errors: unknown[] = [];
  const context: S3Context = {
    authenticate: async (id) => testKeys[id] ?? { refused: 'unknown' },
    authOff: false,
    store,
    clock: Date.now,
    random: (size) => randomBytes(size),
    hosts: (request) => [request.headers.host ?? ''],
    onError: (error) => void errors.push(error),
    ...overrides,
  };
  const handle = handleS3(context);
  const server = createServer((request, response) => {
    if (isS3Request(request)) void handle(request, response);
    else response.writeHead(418).end('the app');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const send = (method: string, target: string, options: Send = {}): Promise<Answer> => {
    const { body, headers = {}, key = 'OWNER', payloadHash, now = Date.now(), unsigned } = options;
    const identity = testKeys[key];
    const secret = options.secret ?? (identity && 'secret' in identity ? identity.secret : 'unknown');
    const signed = unsigned
      ? headers
      : signS3Request({ method, endpoint, target, headers, accessKeyId: key, secret, payloadHash, now });
    const length: Record<string, string> =
      body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return sendRaw(endpoint, method, target, { ...signed, ...length }, body, options.agent);
  };
  const stop = () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return { endpoint, send, stop, errors };
};

export type S3TestServer = Awaited<ReturnType<typeof startS3TestServer>>;

/** One request over node:http, which sends the path as given where fetch would tidy it. */
export const sendRaw = (
  endpoint: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: Buffer | string,
  agent?: Agent,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(endpoint);
    const outgoing = httpRequest({ hostname, port, method, path: target, headers, agent }, (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(pieces);
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          bytes,
          text: bytes.toString(),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

/** The texts of all elements of a name, unescaped. */
export const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) =>
    (match[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  );
