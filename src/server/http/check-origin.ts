import { AppError } from '../../shared/errors/app-error.ts';
import type { Caller } from './caller.ts';
import { isLoopback } from './loopback.ts';
import type { RequestHeaders } from './request-headers.ts';

/**
 * Refuses a request that another site made a browser send: for changes that need no sign-in. What carries no Origin,
 * Sec-Fetch-Site or Referer comes from no browser of today. Errors: auth.csrf, auth.origin.
 */
export const checkOrigin = (headers: RequestHeaders, caller: Caller, publicUrl: string | null): void => {
  if (isFromHere(headers, caller, publicUrl) === false) throw new AppError('auth.csrf');
};

/** The same for changes that a cookie allows: silence about where they come from is refused too. */
export const requireOrigin = (headers: RequestHeaders, caller: Caller, publicUrl: string | null): void => {
  if (isFromHere(headers, caller, publicUrl) !== true) throw new AppError('auth.csrf');
};

/** undefined: nothing says. Error: auth.origin, for this host by another name than the public one. */
const isFromHere = (
  headers: RequestHeaders,
  caller: Caller,
  publicUrl: string | null,
): boolean | undefined => {
  const origin = headers.get('origin') ?? refererOrigin(headers.get('referer'));
  if (origin !== null) {
    if (isTrustedOrigin(origin, caller, publicUrl)) return true;
    const sameHost = /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === caller.host;
    if (sameHost) throw new AppError('auth.origin', { origin });
    return false;
  }
  const site = headers.get('sec-fetch-site');
  return site === null ? undefined : site === 'same-origin' || site === 'none';
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
