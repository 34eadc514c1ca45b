import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryBackend } from '../blobs/memory-backend.ts';
import { blockCache, blockSize } from './block-cache.ts';

const size = 3 * blockSize + 1234;
const pack = Uint8Array.from({ length: size }, (_, at) => (at * 7 + (at >> 8)) % 256);

const openPack = async () => {
  const backend = memoryBackend();
  await backend.put('pack/one', pack);
  const asked: number[] = [];
  const blocks = blockCache({
    getRange(key, start, end) {
      asked.push(start);
      return backend.getRange(key, start, end);
    },
  });
  return { blocks, asked };
};

test('any range is what the blob has, within a block, across two, and at the end', async () => {
  const { blocks, asked } = await openPack();
  const range = fc
    .tuple(fc.nat(size - 1), fc.integer({ min: 1, max: blockSize }))
    .map(([start, length]) => [start, Math.min(size, start + length)] as const);
  await fc.assert(
    fc.asyncProperty(range, async ([start, end]) => {
      expect(Buffer.compare(await blocks.read('pack/one', start, end), pack.subarray(start, end))).toBe(0);
    }),
  );
  expect(asked.length).toBeLessThanOrEqual(4);
});

test('a blob that is short or gone is missing, and is asked for again', async () => {
  const { blocks, asked } = await openPack();
  await expect(blocks.read('pack/one', size - 10, size + 1)).rejects.toThrow('no blob');
  for (let times = 0; times < 2; times += 1)
    await expect(blocks.read('pack/two', 0, 10)).rejects.toThrow('no blob');
  expect(asked).toEqual([3 * blockSize, 0, 0]);
});

test('at most 256 blocks are kept, those used last', async () => {
  const backend = memoryBackend();
  const asked: string[] = [];
  const blocks = blockCache({
    getRange(key, start, end) {
      asked.push(key);
      return backend.getRange(key, start, end);
    },
  });
  for (let n = 0; n < 257; n += 1) {
    await backend.put(`pack/${n}`, new Uint8Array(10));
    await blocks.read(`pack/${n}`, 0, 10);
    await blocks.read('pack/0', 0, 10);
  }
  await blocks.read('pack/1', 0, 10);
  expect(asked.filter((key) => key === 'pack/0')).toHaveLength(1);
  expect(asked.filter((key) => key === 'pack/1')).toHaveLength(2);
});
