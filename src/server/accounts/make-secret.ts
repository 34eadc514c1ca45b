import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { hashToken } from './hash-token.ts';
import { signPersonalToken } from './personal-token.ts';
import type { KeyKind } from './tables.ts';

export type MadeSecret = { readonly secret: string; readonly hash: string | null; readonly hint: string };

/** The secret of a key's next generation, with what is kept of it. */
export const makeSecret = async (
  server: Pick<Server, 'random' | 'secrets' | 'clock'>,
  actor: Actor,
  key: {
    readonly id: string;
    readonly kind: KeyKind;
    readonly accessKeyId: string | null;
    readonly generation: number;
    readonly expires: number | null;
  },
): Promise<MadeSecret> => {
  if (key.kind === 's3') {
    const secret = server.secrets.s3(key.accessKeyId ?? '', key.generation);
    return { secret, hash: null, hint: secret.slice(-4) };
  }
  const secret =
    key.kind === 'token'
      ? Buffer.from(server.random(20)).toString('hex')
      : await signPersonalToken(server, actor, key);
  return { secret, hash: hashToken(secret), hint: secret.slice(-4) };
};
