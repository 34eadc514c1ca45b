import type { ServerResponse } from 'node:http';

/*
 * Media of tasks may come from anywhere by https, so images and media may; scripts come from here only, and
 * styles may be inline, since positions and colours of regions are.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' data: blob: https:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** For every answer outside S3; what serves files of users sets a stricter policy over this one. */
export const setSecurityHeaders = (outgoing: ServerResponse): void => {
  outgoing.setHeader('content-security-policy', policy);
  outgoing.setHeader('x-content-type-options', 'nosniff');
  outgoing.setHeader('x-frame-options', 'DENY');
  outgoing.setHeader('referrer-policy', 'same-origin');
  outgoing.setHeader('cross-origin-opener-policy', 'same-origin');
};
