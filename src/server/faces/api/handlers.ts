import type { Answer, Operation, Output } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import type { RequestHeaders } from '../../http/request-headers.ts';
import type { Server } from '../../server.ts';

/** What a handler gets: the request as the contract describes it, checked, and who sent it. */
export type ApiRequest<O extends Operation> = {
  readonly server: Server;
  /** Null only where the operation is public and nobody is signed in. */
  readonly actor: O['rights'] extends { readonly type: 'public' } ? Actor | null : Actor;
  readonly params: Output<O['params']>;
  readonly query: Output<O['query']>;
  readonly body: O['body'] extends 'stream' ? AsyncIterable<Uint8Array> : Output<O['body']>;
  readonly headers: RequestHeaders;
  /** The caller's address, for rate limits and logs; trusted proxies are looked through. */
  readonly address: string;
  /** The session cookie's value; null without one. */
  readonly session: string | null;
  /** The caller came over TLS, as far as is known. */
  readonly secure: boolean;
  /** The origin by which the caller reached this server, for links. */
  readonly origin: string;
  /** What the answer carries beside its body: another success status, cookies. */
  readonly answer: { status: number; readonly headers: Headers };
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
};

/** A handler for each operation of a group; one that is missing does not compile. */
export type Handlers<Operations extends Readonly<Record<string, Operation>>> = {
  readonly [Name in keyof Operations]: (
    request: ApiRequest<Operations[Name]>,
  ) => Promise<Answer<Operations[Name], Response>>;
};
