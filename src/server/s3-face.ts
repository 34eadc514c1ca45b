import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../shared/errors/app-error.ts';
import { findAccessKey } from './accounts/find-access-key.ts';
import { firstAccount } from './accounts/first-account.ts';
import { answerError } from './faces/api/bind.ts';
import { createS3Store } from './faces/s3/create-s3-store.ts';
import { handleS3 } from './faces/s3/handle-s3.ts';
import type { S3Context, S3Identity } from './faces/s3/s3-context.ts';
import type { Caller } from './http/caller.ts';
import { checkOrigin, hostName } from './http/check-origin.ts';
import { isLoopback } from './http/loopback.ts';
import type { Server } from './server.ts';

type Handle = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The S3 face over the server's accounts and store. */
export const createS3Face = (server: Server, readCaller: (incoming: IncomingMessage) => Caller): Handle => {
  const context: S3Context = {
    authenticate: (accessKeyId) => authenticate(server, accessKeyId),
    authOff: !server.config.auth,
    store: createS3Store(server),
    clock: server.clock,
    random: server.random,
    hosts: (incoming) => readCaller(incoming).hosts,
    onError: (error, requestId) => server.log.error('an S3 request broke', { requestId, error }),
  };
  const handle = handleS3(context);
  if (server.config.auth) return handle;
  return async (incoming, outgoing) => {
    try {
      refuseStrangers(incoming, readCaller(incoming), server.config.publicUrl);
    } catch (error) {
      return answerError({ server, incoming, outgoing, labelStudio: false }, error);
    }
    return handle(incoming, outgoing);
  };
};

const reasons = {
  'auth.token_revoked': 'revoked',
  'auth.member_removed': 'revoked',
  'auth.token_expired': 'expired',
} as const;

const authenticate = async (server: Server, accessKeyId: string): Promise<S3Identity> => {
  if (!server.config.auth) return { secret: '', actor: await firstAccount(server), rawToken: false };
  const found = await findAccessKey(server, accessKeyId);
  if (found.refused) {
    return { refused: reasons[found.refused.code as keyof typeof reasons] ?? 'unknown' };
  }
  return { secret: found.secret, actor: found.actor, rawToken: found.secret === accessKeyId };
};

/** Where any keys pass, a page of another site must not reach the store through its visitor's browser. */
const refuseStrangers = (incoming: IncomingMessage, caller: Caller, publicUrl: string | null): void => {
  if (!isLoopback(hostName(caller.host))) throw new AppError('auth.host', { host: caller.host });
  const header = (name: string): string | null => {
    const value = incoming.headers[name];
    return value === undefined ? null : String(value);
  };
  checkOrigin({ get: header }, caller, publicUrl);
};
