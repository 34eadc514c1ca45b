export type BlobInfo = { readonly key: string; readonly size: number; readonly modified: number };

/** How the key of a put ends that a crash cut short; such blobs are listed only so that gc can free them. */
export const unfinished = '.unfinished';

/** Thrown by `getRange` when there is no such blob, or it is shorter than asked. */
export class BlobMissing extends Error {
  readonly key: string;
  constructor(key: string) {
    super(`no blob ${key}, or it is too short`);
    this.name = 'BlobMissing';
    this.key = key;
  }
}

/**
 * Immutable blobs by key (`/` between its parts; letters, digits, `-`, `_`, `.`). Five verbs, so that a
 * folder, memory and any S3 store can do it; all pass `blob-backend.suite.ts`.
 */
export type BlobBackend = {
  /** Streams the blob in, answers its size; once it answers the blob survives power loss. A failed put leaves nothing. */
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<number>;
  /** Bytes `start` up to, not including, `end`, in chunks; of a shorter blob what there is, then BlobMissing. */
  getRange(key: string, start: number, end: number): AsyncIterable<Uint8Array>;
  has(key: string): Promise<BlobInfo | null>;
  /** All blobs whose key begins so, in any order. */
  list(prefix: string): AsyncIterable<BlobInfo>;
  /** Also fine when there is none. */
  delete(key: string): Promise<void>;
};
