import { actorByAccess, actorByToken } from '../../accounts/find-key.ts';
import { findSession } from '../../accounts/find-session.ts';
import { firstAccount } from '../../accounts/first-account.ts';
import type { Actor } from '../../actor.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Caller } from '../../http/caller.ts';
import { checkOrigin, hostName, requireOrigin } from '../../http/check-origin.ts';
import { isLoopback } from '../../http/loopback.ts';
import { readCookie } from '../../http/read-cookie.ts';
import type { RequestHeaders } from '../../http/request-headers.ts';
import type { Server } from '../../server.ts';

export const sessionCookie = 'lw_session';

export type Credentials = {
  readonly method: string;
  readonly headers: RequestHeaders;
  /** `token` of the query. */
  readonly queryToken: string | null;
  readonly caller: Caller;
};

/**
 * Who sends a request: by Authorization (Token or Bearer), by `?token=` (reading only), else by the session
 * cookie (changes have to say that they come from a trusted origin); null when nothing says. Throws what is wrong with a token (401) or with
 * the origin (403). With LABELWRIGHT_AUTH=off it is always the first account, on a loopback name only.
 */
export const resolveActor = async (server: Server, credentials: Credentials): Promise<Actor | null> => {
  const { method, headers, queryToken, caller } = credentials;
  const changes = method !== 'GET' && method !== 'HEAD';
  if (!server.config.auth) {
    // a name that somebody's DNS turned to this machine would otherwise be let in
    if (!isLoopback(hostName(caller.host))) throw new AppError('auth.host', { host: caller.host });
    if (changes) checkOrigin(headers, caller, server.config.publicUrl);
    return firstAccount(server);
  }
  const authorization = headers.get('authorization');
  if (authorization !== null) return byAuthorization(server, authorization);
  if (queryToken !== null) {
    if (changes) throw new AppError('auth.token_query');
    return actorByToken(server, queryToken);
  }
  const session = readCookie(headers.get('cookie'), sessionCookie);
  const actor = session === null ? null : await findSession(server, session);
  if (actor && changes) requireOrigin(headers, caller, server.config.publicUrl);
  return actor;
};

const byAuthorization = (server: Server, authorization: string): Promise<Actor> => {
  const [, scheme = '', token = ''] = /^\s*(\S+)\s+(\S+)\s*$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'token':
      return actorByToken(server, token);
    case 'bearer':
      // a JWT has dots; a plain token sent as Bearer is taken for what it is
      return token.includes('.') ? actorByAccess(server, token) : actorByToken(server, token);
    default:
      throw new AppError('auth.scheme');
  }
};
