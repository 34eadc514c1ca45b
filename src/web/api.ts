import { ApiError } from '../client/api-error.ts';
import { createClient } from '../client/create-client.ts';

export { ApiError };

export const isApiError = (error: unknown, code?: string): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code);

/** `offline` is a code of the pages' own: no answer came at all. */
const fetchOrOffline: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(
      0,
      'offline',
      'The server cannot be reached. Check the connection; the page goes on when it is back.',
      {},
    );
  }
};

/** The API of the server that this page came from. */
export const api = createClient({ url: '', fetch: fetchOrOffline });

/** The error in an answer that did not come by fetch. */
export const apiErrorFromText = (status: number, text: string): ApiError => {
  try {
    const data = JSON.parse(text) as Record<string, unknown>;
    return new ApiError(status, String(data.code ?? 'unknown'), String(data.detail ?? text), data);
  } catch {
    return new ApiError(status, 'unknown', `The server answered ${status}. Try again in a moment.`, {});
  }
};

/** Encodes each part of a path between slashes. */
export const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Where the bytes of a file are, for `src`, `href` and uploads. */
export const fileUrl = (repo: string, ref: string, path: string, query = ''): string =>
  `/api/repos/${encodeURIComponent(repo)}/files/${encodeURIComponent(ref)}/${encodePath(path)}${query}`;
