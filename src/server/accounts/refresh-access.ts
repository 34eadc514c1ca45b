import type { Server } from '../server.ts';
import { findKeyByToken, keyActor } from './find-key.ts';
import { signAccessToken, verifyPersonalToken } from './personal-token.ts';

/**
 * Label Studio's exchange: a personal (refresh) token for an access token of five minutes. Errors:
 * auth.token_unknown, auth.token_revoked, auth.token_expired, auth.member_removed.
 */
export const refreshAccess = async (
  server: Server,
  refresh: string,
): Promise<{ readonly access: string }> => {
  await verifyPersonalToken(server, refresh);
  const found = await findKeyByToken(server, refresh);
  const key = found?.kind === 'personal' ? found : undefined;
  const actor = keyActor(server, key);
  const { key: id = '', generation = 0, expires = null } = key ?? {};
  return { access: await signAccessToken(server, { id, generation, expires }, actor.accountNumber) };
};
