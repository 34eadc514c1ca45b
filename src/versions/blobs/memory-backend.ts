import { type BlobBackend, BlobMissing } from './blob-backend.ts';

/** Blobs in memory, for tests. */
export const memoryBackend = (clock: () => number = Date.now): BlobBackend => {
  const blobs = new Map<string, { readonly bytes: Uint8Array; readonly modified: number }>();
  return {
    async put(key, body) {
      const bytes = body instanceof Uint8Array ? Uint8Array.from(body) : await collect(body);
      blobs.set(key, { bytes, modified: clock() });
      return bytes.length;
    },
    async *getRange(key, start, end) {
      const blob = blobs.get(key);
      if (blob === undefined) throw new BlobMissing(key);
      const bytes = blob.bytes.slice(start, end);
      if (bytes.length > 0) yield bytes;
      if (bytes.length < end - start) throw new BlobMissing(key);
    },
    async has(key) {
      const blob = blobs.get(key);
      return blob === undefined ? null : { key, size: blob.bytes.length, modified: blob.modified };
    },
    async *list(prefix) {
      for (const [key, { bytes, modified }] of [...blobs]) {
        if (key.startsWith(prefix)) yield { key, size: bytes.length, modified };
      }
    },
    async delete(key) {
      blobs.delete(key);
    },
  };
};

const collect = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
};
