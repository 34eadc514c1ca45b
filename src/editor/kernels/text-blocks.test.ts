import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockAt, cutBlocks } from './text-blocks.ts';

test('blocks cover the text without gaps, end at line ends, and are found by any position', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '👍'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, size) => {
      const blocks = cutBlocks(whole, size);
      expect(blocks.map(({ start, end }) => whole.slice(start, end)).join('')).toBe(whole);
      for (const { end } of blocks.slice(0, -1)) expect(whole[end - 1]).toBe('\n');
      for (let at = 0; at < whole.length; at++) {
        const block = blocks[blockAt(blocks, at)];
        expect(block && block.start <= at && at < block.end).toBe(true);
      }
      expect(blockAt(blocks, whole.length)).toBe(blocks.length - 1);
    }),
  );
});
