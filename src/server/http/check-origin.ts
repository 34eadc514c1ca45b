import { AppError } from '../../shared/errors/app-error.ts';
import type { Caller } from './caller.ts';
import { isLoopback } from './loopback.ts';

type Headers = { get(name: string): string | null };

/**
 * Refuses a request that another site made a browser send: for changes that a cookie (or no sign-in at all)
 * allows. What carries no Origin, Sec-Fetch-Site or Referer comes from no browser. Errors: auth.csrf, auth.origin.
 */
export const checkOrigin = (headers: Headers, caller: Caller, publicUrl: string | null): void => {
  const origin = headers.get('origin') ?? refererOrigin(headers.get('referer'));
  if (origin !== null) {
    if (isTrustedOrigin(origin, caller, publicUrl)) return;
    const sameHost = /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === caller.host;
    throw sameHost ? new AppError('auth.origin', { origin }) : new AppError('auth.csrf');
  }
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new AppError('auth.csrf');
};

/** The public URL, and the request's own origin where it is this machine. */
const isTrustedOrigin = (origin: string, { host, secure }: Caller, publicUrl: string | null): boolean =>
  origin === publicUrl || (isLoopback(hostName(host)) && origin === `${secure ? 'https' : 'http'}://${host}`);

/** A Host header without its port. */
export const hostName = (host: string): string => host.replace(/:\d+$/, '');

const refererOrigin = (referer: string | null): string | null => {
  if (referer === null) return null;
  try {
    return new URL(referer).origin;
  } catch {
    return 'null';
  }
};
