import type { NewSession } from '../../accounts/plan-session.ts';
import { sessionCookie } from './resolve-actor.ts';

/** Gives the browser its session: out of reach of scripts, and not sent along from other sites' requests. */
export const setSessionCookie = (
  headers: Headers,
  { secret, expires }: NewSession,
  { secure, now }: { readonly secure: boolean; readonly now: number },
): void => {
  const seconds = Math.floor((expires - now) / 1000);
  headers.append('set-cookie', `${sessionCookie}=${secret}; Max-Age=${seconds}; ${flags(secure)}`);
};

export const endSessionCookie = (headers: Headers, { secure }: { readonly secure: boolean }): void => {
  headers.append('set-cookie', `${sessionCookie}=; Max-Age=0; ${flags(secure)}`);
};

const flags = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
