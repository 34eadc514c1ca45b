import type { IncomingMessage } from 'node:http';

/** A request's headers by name in lower case; several of one name are joined by commas. */
export type RequestHeaders = { get(name: string): string | null };

/** A view of what Node has read: a `Headers` of the same takes 15 µs to fill. */
export const requestHeaders = ({ headers }: Pick<IncomingMessage, 'headers'>): RequestHeaders => ({
  get(name) {
    const value = headers[name];
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
  },
});
