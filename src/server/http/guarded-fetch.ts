import { lookup as dnsLookup } from 'node:dns/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../shared/errors/app-error.ts';
import { isPublicAddress } from './public-address.ts';

export type Address = { readonly address: string; readonly family: number };
/** All addresses of a host name; rejects when it has none. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

export type GuardedRequest = {
  readonly url: string;
  /** Reach loopback and private addresses too: LABELWRIGHT_ALLOW_PRIVATE_URLS. */
  readonly allowPrivate: boolean;
  /** Default GET. */
  readonly method?: string;
  /** As `checkCustomHeaders` lets them pass; not sent on to another origin. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** For the whole: names, redirects and the body. Default 10 s. */
  readonly timeoutMs?: number;
  /** The longest body that is read. Default 16 MiB. */
  readonly maxBytes?: number;
  /** A longer body is refused (`url.too_large`), or read no further. Default refuse. */
  readonly longBody?: 'refuse' | 'cut';
  /** How many redirects are followed, each checked like the first address. Default 3; 0 answers the redirect itself. */
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
  readonly resolve?: Resolve;
};

export type GuardedAnswer = {
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

/**
 * The one way in which this server asks a URL that a user gave. http and https only; host names are resolved here,
 * every address is checked, and the connection goes to the address that was checked, so that a name cannot change its
 * mind in between. Errors: url.invalid, url.private, url.unreachable, url.too_large.
 */
export const guardedFetch = async (request: GuardedRequest): Promise<GuardedAnswer> => {
  const { timeoutMs = 10_000, maxRedirects = 3 } = request;
  const late = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([late, request.signal]) : late;
  let step: Step = {
    url: checkUrl(request.url, request.allowPrivate),
    method: request.method ?? 'GET',
    headers: request.headers ?? {},
    body: request.body,
  };
  try {
    for (let redirects = 0; ; redirects += 1) {
      const answer = await ask(step, request, signal);
      const target = answer.headers.location;
      if (maxRedirects === 0 || !redirectStatus.has(answer.status) || target === undefined) return answer;
      if (redirects === maxRedirects)
        throw unreachable(step.url, `it redirects more than ${maxRedirects} times`);
      step = follow(step, answer.status, target, request.allowPrivate);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = late.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error);
    throw unreachable(step.url, reason, error);
  }
};

const redirectStatus: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

type Step = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
};

/**
 * A URL that may be asked, as far as that shows without its host's addresses. Throws AppError url.invalid, or
 * url.private for a literal address; the parser has brought decimal, octal and hexadecimal ones into one form.
 */
export const checkUrl = (text: string, allowPrivate: boolean): URL => {
  const refuse = (reason: string): never => {
    throw new AppError('url.invalid', { reason });
  };
  if (text.length > 2048) refuse('it is longer than 2048 characters');
  if (!URL.canParse(text)) refuse('give a whole one, such as https://example.org/path');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('only http and https are asked');
  if (url.username !== '' || url.password !== '') refuse('send credentials in a header');
  const host = bareHost(url);
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host))
    throw new AppError('url.private', { host });
  return url;
};

const bareHost = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

const follow = (step: Step, status: number, target: string, allowPrivate: boolean): Step => {
  if (!URL.canParse(target, step.url.href)) throw unreachable(step.url, 'it redirects to no URL');
  const url = checkUrl(new URL(target, step.url).href, allowPrivate);
  const turnsToGet = status === 303 || (step.method === 'POST' && status < 303);
  return {
    url,
    method: turnsToGet ? 'GET' : step.method,
    // they were meant for the first
    headers: url.origin === step.url.origin ? step.headers : {},
    body: turnsToGet ? undefined : step.body,
  };
};

/** Every address counts: a name that has one private address is refused. */
const checkedAddress = async (
  url: URL,
  { allowPrivate, resolve = resolveAll }: GuardedRequest,
): Promise<Address> => {
  const host = bareHost(url);
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  const closed = addresses.find(({ address }) => !isPublicAddress(address));
  if (closed && !allowPrivate) throw new AppError('url.private', { host });
  const [first] = addresses;
  if (first === undefined) throw new Error('the name has no address');
  return first;
};

const resolveAll: Resolve = (hostname) => dnsLookup(hostname, { all: true, verbatim: false });

const ask = async (step: Step, options: GuardedRequest, signal: AbortSignal): Promise<GuardedAnswer> => {
  const { url, method, headers, body } = step;
  const checked = await unlessAborted(checkedAddress(url, options), signal);
  const send: typeof httpRequest = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = send(
      url,
      {
        method,
        signal,
        // a connection of its own: one that is kept could lead to an address that was not checked now
        agent: false,
        lookup: always(checked),
        headers: {
          'user-agent': 'Labelwright',
          accept: '*/*',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': body.byteLength }),
        },
      },
      resolve,
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
  try {
    const read = await readBody(incoming, options, url);
    return { url: url.href, status: incoming.statusCode ?? 0, headers: incoming.headers, body: read };
  } finally {
    incoming.destroy();
  }
};

/** Name resolution cannot be aborted; its answer is left then. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

const always =
  ({ address, family }: Address): LookupFunction =>
  (_hostname, options, callback) =>
    options.all ? callback(null, [{ address, family }]) : callback(null, address, family);

const readBody = async (
  incoming: IncomingMessage,
  { maxBytes = 16 * 1024 * 1024, longBody = 'refuse' }: GuardedRequest,
  url: URL,
): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      if (longBody === 'refuse') throw new AppError('url.too_large', { host: url.host, limit: maxBytes });
      chunks.push(chunk.subarray(0, chunk.byteLength - (size - maxBytes)));
      break;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const unreachable = (url: URL, reason: string, cause?: unknown): AppError =>
  new AppError('url.unreachable', { host: url.host, reason }, { cause });

/** Short and without addresses: it is shown to users. */
const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known';
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection broke';
  return code ?? message ?? 'unknown';
};
