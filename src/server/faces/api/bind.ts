import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Caller } from '../../http/caller.ts';
import { checkOrigin } from '../../http/check-origin.ts';
import { drainBody } from '../../http/drain-body.ts';
import { incomingBytes } from '../../http/incoming-bytes.ts';
import { readCookie } from '../../http/read-cookie.ts';
import { type RequestHeaders, requestHeaders } from '../../http/request-headers.ts';
import { sendResponse } from '../../http/send-response.ts';
import type { Server } from '../../server.ts';
import { checkRights } from './check-rights.ts';
import { errorBody } from './error-body.ts';
import type { ApiRequest, Handlers } from './handlers.ts';
import { parsePart } from './parse-part.ts';
import { limitBody, readJsonBody } from './read-json-body.ts';
import { readQuery } from './read-query.ts';
import { resolveActor, sessionCookie } from './resolve-actor.ts';
import { createRouteTable, type Matched } from './route-table.ts';

type Handle = (request: ApiRequest<Operation>) => Promise<unknown>;
export type BoundOperation = { readonly operation: Operation; readonly handle: Handle };

/** A group of the contract with its handlers; one that is missing does not compile. */
export const bindGroup = <Operations extends Readonly<Record<string, Operation>>>(
  operations: Operations,
  handlers: Handlers<Operations>,
): readonly BoundOperation[] =>
  Object.entries(operations).map(([name, operation]) => ({
    operation,
    handle: handlers[name] as unknown as Handle,
  }));

export type Api = {
  /** False when no operation has that path: the request is somebody else's. */
  (incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean>;
};

export type ApiOptions = {
  readonly server: Server;
  readonly operations: readonly BoundOperation[];
  readonly readCaller: (incoming: IncomingMessage) => Caller;
  /** Holds every answer against the contract: for development and tests. */
  readonly checkAnswers: boolean;
};

/** The API face: finds the operation of a raw request, its caller and rights, checks its parts, answers. */
export const createApi = ({ server, operations, readCaller, checkAnswers }: ApiOptions): Api => {
  const table = createRouteTable(
    operations.map((value) => ({ method: value.operation.method, path: value.operation.path, value })),
  );
  return async (incoming, outgoing) => {
    const target = incoming.url ?? '/';
    const mark = target.indexOf('?');
    const rawPath = mark < 0 ? target : target.slice(0, mark);
    const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
    const method = incoming.method ?? 'GET';
    let matched: Matched<BoundOperation> | undefined;
    try {
      matched = table.match(method, rawPath);
      if (matched.type === 'none') return false;
      if (matched.type === 'method') throw refuseMethod(method, rawPath, matched.allowed, outgoing);
      const call = { server, incoming, outgoing, rawQuery, caller: readCaller(incoming) };
      await answer({ ...call, ...matched.value, params: matched.params, checkAnswers });
    } catch (error) {
      const labelStudio = matched?.type === 'found' && matched.value.operation.labelStudio === true;
      answerError({ server, incoming, outgoing, labelStudio }, error);
    }
    return true;
  };
};

type Call = BoundOperation & {
  readonly server: Server;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly rawQuery: string;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly checkAnswers: boolean;
};

const answer = async (call: Call): Promise<void> => {
  const { server, operation, incoming, outgoing, caller } = call;
  const head = incoming.method === 'HEAD';
  const headers = requestHeaders(incoming);
  const query = readQuery(call.rawQuery);
  const actor = await findActor(call, headers, query);
  await checkRights(server, operation.rights, actor, call.params);
  const reply = { status: operation.status ?? (operation.response ? 200 : 204), headers: new Headers() };
  const value = await call.handle({
    server,
    // checkRights let null pass for public operations only
    actor: actor as Actor,
    params: parsePart('path', operation.params, call.params),
    query: parsePart('query', operation.query, query),
    body: await readBody(operation, incoming, headers),
    headers,
    address: caller.address,
    session: readCookie(headers.get('cookie'), sessionCookie),
    secure: caller.secure,
    origin: caller.origin,
    answer: reply,
    get signal() {
      return goneSignal(outgoing);
    },
  });
  for (const [name, text] of reply.headers) outgoing.appendHeader(name, text);
  if (operation.response === 'stream') return sendResponse(outgoing, value as Response, { head });
  if (operation.response === undefined) return void outgoing.writeHead(reply.status).end();
  if (call.checkAnswers) checkAnswer(operation, value);
  sendJson(outgoing, reply.status, value, head);
};

/** A public operation answers whoever asks, also with a token that is no good; but not other sites' forms. */
const findActor = async (
  { server, operation, incoming, caller }: Call,
  headers: RequestHeaders,
  query: Readonly<Record<string, string | string[]>>,
): Promise<Actor | null> => {
  const method = incoming.method ?? 'GET';
  const token = query['token'];
  const credentials = { method, headers, queryToken: typeof token === 'string' ? token : null, caller };
  if (operation.rights.type !== 'public') return resolveActor(server, credentials);
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes && !operation.labelStudio) checkOrigin(headers, caller, server.config.publicUrl);
  try {
    return await resolveActor(server, credentials);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

const readBody = async (operation: Operation, incoming: IncomingMessage, headers: RequestHeaders) => {
  if (operation.body === undefined) return undefined as never;
  const length = headers.get('content-length');
  if (operation.body === 'stream') {
    return operation.maxBytes === undefined ? incoming : limitBody(incoming, operation.maxBytes, length);
  }
  return parsePart('body', operation.body, await readJsonBody(incomingBytes(incoming), length)) as never;
};

const goneSignal = (outgoing: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  if (outgoing.destroyed) controller.abort();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort();
  });
  return controller.signal;
};

const checkAnswer = (operation: Operation, value: unknown): void => {
  try {
    parsePart('answer', operation.response as Exclude<Operation['response'], 'stream'>, value);
  } catch (error) {
    throw new Error(`${operation.id} answers what its contract does not say: ${(error as Error).message}`);
  }
};

const refuseMethod = (
  method: string,
  path: string,
  allowed: readonly string[],
  outgoing: ServerResponse,
): AppError => {
  outgoing.setHeader('allow', allowed.join(', '));
  return new AppError('request.method', { method, path, allowed });
};

export const sendJson = (outgoing: ServerResponse, status: number, value: unknown, head = false): void => {
  const body = Buffer.from(JSON.stringify(value));
  outgoing.setHeader('content-type', 'application/json');
  outgoing.setHeader('content-length', body.byteLength);
  // answers are somebody's own; files set their own rule
  if (!outgoing.hasHeader('cache-control')) outgoing.setHeader('cache-control', 'no-store');
  outgoing.writeHead(status).end(head ? undefined : body);
};

/** Answers an error; what is not an AppError is logged and answered as `internal` with the log's id. */
export const answerError = (
  {
    server,
    incoming,
    outgoing,
    labelStudio,
  }: {
    readonly server: Pick<Server, 'log' | 'random'>;
    readonly incoming: IncomingMessage;
    readonly outgoing: ServerResponse;
    readonly labelStudio: boolean;
  },
  thrown: unknown,
): void => {
  // who has gone away hears nothing, and a cut upload is no fault of ours
  if (outgoing.destroyed || (incoming.destroyed && !incoming.complete)) return void outgoing.destroy();
  let error = thrown;
  if (!(error instanceof AppError)) {
    const logId = Buffer.from(server.random(6)).toString('hex');
    const request = { logId, method: incoming.method, url: incoming.url };
    server.log.error('a request broke', { ...request, error: thrown });
    error = new AppError('internal', { logId });
  }
  const known = error as AppError;
  if (outgoing.headersSent) return void outgoing.destroy();
  if (known.status === 401) outgoing.setHeader('www-authenticate', 'Token');
  if (known.code === 'auth.too_many_tries') outgoing.setHeader('retry-after', String(known.data['seconds']));
  const send = (whole: boolean): void => {
    if (outgoing.headersSent || outgoing.destroyed) return;
    if (!whole) outgoing.setHeader('connection', 'close');
    sendJson(outgoing, known.status, errorBody(known, labelStudio), incoming.method === 'HEAD');
  };
  void drainBody(incoming).then(send);
};
