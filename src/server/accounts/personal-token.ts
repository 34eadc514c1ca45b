import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';

/*
 * Label Studio's personal tokens: a long-lived refresh token is shown once; clients exchange it for access
 * tokens of a few minutes. Its SDK tells them from plain tokens by decoding them and reading `exp`.
 */

const farSeconds = 200 * 365 * 86_400;

/** A refresh token for a key. `exp` is rounded up to the second; the key's own expiry is exact. */
export const signPersonalToken = async (
  { secrets, clock }: Pick<Server, 'secrets' | 'clock'>,
  actor: Actor,
  key: { readonly id: string; readonly generation: number; readonly expires: number | null },
): Promise<string> => {
  const issued = Math.floor(clock() / 1000);
  const expires = key.expires === null ? issued + farSeconds : Math.ceil(key.expires / 1000);
  return sign(secrets.jwt, { type: 'refresh', key, user: actor.accountNumber, issued, expires });
};

/** An access token that lives five minutes, or as long as its key if that is less. */
export const signAccessToken = async (
  { secrets, clock }: Pick<Server, 'secrets' | 'clock'>,
  key: { readonly id: string; readonly generation: number; readonly expires: number | null },
  user: number,
): Promise<string> => {
  const issued = Math.floor(clock() / 1000);
  const most = key.expires === null ? Number.POSITIVE_INFINITY : Math.ceil(key.expires / 1000);
  return sign(secrets.jwt, { type: 'access', key, user, issued, expires: Math.min(issued + 300, most) });
};

export type PersonalClaims = {
  readonly type: 'refresh' | 'access';
  readonly key: string;
  readonly generation: number;
};

/** Reads a token that this server signed. Errors: auth.token_unknown, auth.token_expired. */
export const verifyPersonalToken = async (
  { secrets, clock }: Pick<Server, 'secrets' | 'clock'>,
  token: string,
): Promise<PersonalClaims> => {
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, secrets.jwt, {
      algorithms: ['HS256'],
      currentDate: new Date(clock()),
    }));
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new AppError('auth.token_expired', {
        at: new Date((error.payload.exp ?? 0) * 1000).toISOString(),
      });
    }
    if (error instanceof errors.JOSEError) throw new AppError('auth.token_unknown');
    throw error;
  }
  const { token_type: type, key, generation } = payload;
  if (
    (type !== 'refresh' && type !== 'access') ||
    typeof key !== 'string' ||
    typeof generation !== 'number'
  ) {
    throw new AppError('auth.token_unknown');
  }
  return { type, key, generation };
};

const sign = (
  secret: Uint8Array,
  claims: {
    readonly type: 'refresh' | 'access';
    readonly key: { readonly id: string; readonly generation: number };
    readonly user: number;
    readonly issued: number;
    readonly expires: number;
  },
): Promise<string> =>
  new SignJWT({
    token_type: claims.type,
    // Label Studio has it as text
    user_id: String(claims.user),
    key: claims.key.id,
    generation: claims.key.generation,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setJti(`${claims.key.id}.${claims.key.generation}`)
    .setIssuedAt(claims.issued)
    .setExpirationTime(claims.expires)
    .sign(secret);
