import { AppError } from '../../shared/errors/app-error.ts';

/** Headers of one connection (RFC 9110, 7.6.1), those that frame the message, and ours. */
const closed =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|content-length|content-encoding|expect|http2-settings|proxy-.*|x-lw-.*)$/i;
const most = 10;

/**
 * Checks headers that a user gave for requests of ours: at most 10, whole in one line each, none that frames or
 * routes the message. Throws AppError `request.invalid`, naming the header.
 */
export const checkCustomHeaders = (headers: Readonly<Record<string, string>>): void => {
  const entries = Object.entries(headers);
  const refuse = (reason: string): never => {
    throw new AppError('request.invalid', { reason: `headers: ${reason}` });
  };
  if (entries.length > most) refuse(`at most ${most} are taken`);
  const seen = new Set<string>();
  for (const [name, value] of entries) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/.test(name))
      refuse(`${JSON.stringify(name)} is no header name`);
    if (closed.test(name)) refuse(`${name} is set by this server`);
    if (seen.has(name.toLowerCase())) refuse(`${name} is there twice`);
    seen.add(name.toLowerCase());
    if (value.length > 4096) refuse(`${name} is longer than 4096 characters`);
    // a line break would begin another header
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) refuse(`${name} holds characters that a header cannot`);
  }
};
