import type { contract } from '../shared/contract/contract.ts';
import type { Answer, Input, Operation } from '../shared/contract/op.ts';
import { ApiError, apiErrorOf } from './api-error.ts';
import { routes } from './routes.ts';

export { ApiError, apiErrorOf };

export type StreamBody = Uint8Array | Blob | ReadableStream<Uint8Array>;
type Part<Name extends string, Schema> = [Schema] extends [undefined]
  ? unknown
  : { readonly [N in Name]: Schema };
type BodyPart<O extends Operation> = O['body'] extends 'stream'
  ? { readonly body: StreamBody }
  : Part<'body', Input<O['body']>>;
type QueryPart<O extends Operation> = [Input<O['query']>] extends [undefined]
  ? unknown
  : { readonly query?: Input<O['query']> };
type Extra = { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal };
type Call<O extends Operation> = Part<'params', Input<O['params']>> & QueryPart<O> & BodyPart<O> & Extra;
type Method<O extends Operation> =
  Record<never, never> extends Call<O>
    ? (call?: Call<O>) => Promise<Answer<O, Response>>
    : (call: Call<O>) => Promise<Answer<O, Response>>;

/** `client.repos.createBranch({ params, body })`: a method for each operation of the contract, by its group and name. */
export type Client = {
  readonly [G in keyof typeof contract]: {
    readonly [N in keyof (typeof contract)[G]]: (typeof contract)[G][N] extends Operation
      ? Method<(typeof contract)[G][N]>
      : never;
  };
};

export type ClientOptions = {
  /** Where the server is, without a last slash; empty: the page's own. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
};

type AnyCall = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown } & Extra;

/** Answers what the contract says; throws ApiError for what the server refuses, TypeError when it can't be reached. */
export const createClient = (options: ClientOptions): Client => {
  const send = async (
    [method, path, sends, answers]: readonly [string, string, string, string],
    call: AnyCall = {},
  ): Promise<unknown> => {
    const headers: Record<string, string> = { ...options.headers, ...call.headers };
    if (options.token !== undefined) headers['authorization'] = `Token ${options.token}`;
    if (sends === 'json') headers['content-type'] = 'application/json';
    const body = sends === 'json' ? JSON.stringify(call.body ?? {}) : (call.body as RequestInit['body']);
    const answer = await (options.fetch ?? fetch)(
      `${options.url}${fillPath(path, call.params ?? {})}${queryText(call.query)}`,
      {
        method,
        headers,
        ...(body === undefined ? {} : { body, duplex: 'half' }),
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      } as RequestInit,
    );
    if (!answer.ok) throw await apiErrorOf(answer);
    if (answers === 'stream') return answer;
    return answers === 'json' ? await answer.json() : undefined;
  };
  const groups = Object.entries(routes).map(([group, operations]) => [
    group,
    Object.fromEntries(
      Object.entries(operations).map(([name, route]) => [name, (call?: AnyCall) => send(route, call)]),
    ),
  ]);
  return Object.fromEntries(groups) as Client;
};

const fillPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)(\*?)\}/g, (_whole, name: string, rest: string) => {
    const value = params[name] ?? '';
    return rest === '*' ? encodePath(value) : encodeURIComponent(value);
  });

/** fetch would fold `.` and `..` away between slashes, however they are encoded; so there slashes are encoded too. */
const encodePath = (path: string): string => {
  const parts = path.split('/');
  const folds = parts.some((part) => part === '.' || part === '..');
  return folds ? encodeURIComponent(path) : parts.map(encodeURIComponent).join('/');
};

const queryText = (query: Readonly<Record<string, unknown>> | undefined): string => {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null) parts.set(name, queryValue(value));
  return parts.size === 0 ? '' : `?${parts}`;
};

const queryValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
