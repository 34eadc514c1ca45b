import { describe, expect, test } from 'vitest';
import type { BlobBackend } from './blob-backend.ts';

const read = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** What every backend must do. */
export const blobBackendSuite = (name: string, make: () => Promise<BlobBackend>): void => {
  describe(name, () => {
    test('gives back what was put, whole and in ranges', async () => {
      const backend = await make();
      const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, i) => i % 251));
      expect(await backend.put('pack/one', bytes)).toBe(700_000);
      expect((await read(backend.getRange('pack/one', 0, 700_000))).equals(bytes)).toBe(true);
      expect(await read(backend.getRange('pack/one', 5, 9))).toEqual(bytes.subarray(5, 9));
      expect(await read(backend.getRange('pack/one', 9, 9))).toEqual(Buffer.alloc(0));
    });

    test('streams', async () => {
      const backend = await make();
      const body = (async function* () {
        for (let i = 0; i < 10; i++) yield Buffer.alloc(1000, i);
      })();
      expect(await backend.put('blob/ab/x', body)).toBe(10_000);
      expect((await read(backend.getRange('blob/ab/x', 2999, 3001))).toString('hex')).toBe('0203');
      expect(await backend.has('blob/ab/x')).toMatchObject({ key: 'blob/ab/x', size: 10_000 });
    });

    test('a put that fails leaves nothing', async () => {
      const backend = await make();
      const body = (async function* () {
        yield Buffer.alloc(10);
        throw new Error('the client went away');
      })();
      await expect(backend.put('blob/ab/y', body)).rejects.toThrow('went away');
      expect(await backend.has('blob/ab/y')).toBe(null);
      const left: string[] = [];
      for await (const { key } of backend.list('')) left.push(key);
      expect(left).toEqual([]);
    });

    test('says what is missing or too short', async () => {
      const backend = await make();
      expect(await backend.has('nothing/here')).toBe(null);
      await expect(read(backend.getRange('nothing/here', 0, 1))).rejects.toThrow('no blob');
      await backend.put('short', Buffer.alloc(3));
      const came: number[] = [];
      const reading = async () => {
        for await (const chunk of backend.getRange('short', 1, 9)) came.push(chunk.length);
      };
      await expect(reading()).rejects.toThrow('no blob');
      expect(came).toEqual([2]);
    });

    test('lists by prefix and deletes', async () => {
      const backend = await make();
      for (const key of ['a/1', 'a/2', 'ab/3', 'b/4']) await backend.put(key, Buffer.from(key));
      const keys = async (prefix: string) => {
        const found: string[] = [];
        for await (const { key } of backend.list(prefix)) found.push(key);
        return found.sort();
      };
      expect(await keys('a')).toEqual(['a/1', 'a/2', 'ab/3']);
      expect(await keys('a/')).toEqual(['a/1', 'a/2']);
      await backend.delete('a/1');
      await backend.delete('a/1');
      expect(await keys('')).toEqual(['a/2', 'ab/3', 'b/4']);
    });
  });
};
