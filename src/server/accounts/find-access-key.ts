import type { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { findKeyByAccessKeyId, keyActor, keyRefusal } from './find-key.ts';

export type FoundAccessKey =
  | { readonly secret: string; readonly actor: Actor; readonly refused?: undefined }
  /** auth.token_unknown, auth.token_revoked, auth.token_expired or auth.member_removed. */
  | { readonly refused: AppError };

/**
 * The secret and the actor of an S3 client's access key id: that of a pair, or a token, which is both keys.
 * Says why when there is none. The caller checks the signature with the secret.
 */
export const findAccessKey = async (server: Server, accessKeyId: string): Promise<FoundAccessKey> => {
  const key = await findKeyByAccessKeyId(server, accessKeyId);
  const refused = keyRefusal(server, key);
  if (refused || !key) return { refused: refused as AppError };
  const secret = key.kind === 'token' ? accessKeyId : server.secrets.s3(accessKeyId, key.generation);
  return { secret, actor: keyActor(server, key) };
};
