import { type BlobBackend, BlobMissing } from '../blobs/blob-backend.ts';

/** No object in a pack is longer than a block, so that it lies in two at most. */
export const blockSize = 64 * 1024;
const mostBlocks = 256;

export type BlockCache = {
  /** Bytes `start` up to, not including, `end`, at most `blockSize` of them. Throws BlobMissing. */
  read(key: string, start: number, end: number): Promise<Uint8Array>;
};

/**
 * Packs in blocks, the 16 MiB of them that were used last. What was written together is mostly read together, and a
 * read of a few KiB costs its way to another thread (or another machine) and back, not its bytes. Packs never
 * change, so nothing here can be out of date.
 */
export const blockCache = (backend: Pick<BlobBackend, 'getRange'>): BlockCache => {
  const blocks = new Map<string, Promise<Uint8Array>>();

  const block = (key: string, index: number): Promise<Uint8Array> => {
    const name = `${index} ${key}`;
    const known = blocks.get(name);
    // the Map's order is that of use, so that the first one is the one to forget
    if (known !== undefined) blocks.delete(name);
    const found = known ?? loadBlock(backend, key, index);
    blocks.set(name, found);
    if (known === undefined) {
      found.catch(() => blocks.delete(name));
      if (blocks.size > mostBlocks) blocks.delete(blocks.keys().next().value as string);
    }
    return found;
  };

  return {
    async read(key, start, end) {
      const first = Math.floor(start / blockSize);
      const last = Math.floor((end - 1) / blockSize);
      const from = start - first * blockSize;
      const head = (await block(key, first)).subarray(from, from + end - start);
      const bytes =
        first === last
          ? head
          : Buffer.concat([head, (await block(key, last)).subarray(0, end - last * blockSize)]);
      if (bytes.length !== end - start) throw new BlobMissing(key);
      return bytes;
    },
  };
};

/** The last block of a blob is as long as the blob goes. */
const loadBlock = async (
  backend: Pick<BlobBackend, 'getRange'>,
  key: string,
  index: number,
): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of backend.getRange(key, index * blockSize, (index + 1) * blockSize))
      parts.push(part);
  } catch (error) {
    if (!(error instanceof BlobMissing) || parts.length === 0) throw error;
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
};
