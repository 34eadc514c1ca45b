import type { RawUrl } from './raw-url.ts';

/** What signatures are computed over: the request as it was received, headers in lower case with every value. */
export type SignedRequest = {
  readonly method: string;
  readonly url: RawUrl;
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
};

/** The first value of a header; Node gives header bytes as Latin-1. */
export const headerValue = (headers: SignedRequest['headers'], name: string): string | undefined =>
  headers[name]?.[0];
