import { expect, test } from 'vitest';
import { hash32 } from './hash32.ts';

/** MurmurHash3_x86_32 over bytes, as published; the one here reads each UTF-16 unit as two bytes. */
const reference = (bytes: Buffer, seed: number): number => {
  const mix = (k: number) => {
    const mixed = Math.imul(k, 0xcc9e2d51);
    return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  };
  let h = seed;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    h ^= mix(bytes.readInt32LE(at));
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let byte = bytes.length - 1; byte >= at; byte -= 1) tail = (tail << 8) | (bytes[byte] as number);
  if (bytes.length > at) h ^= mix(tail);
  h ^= bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

test('the reference itself has the published values', () => {
  expect(reference(Buffer.from(''), 1)).toBe(0x514e28b7);
  expect(reference(Buffer.from('test'), 0)).toBe(0xba6bd213);
  expect(reference(Buffer.from('Hello, world!'), 0)).toBe(0xc0363e43);
});

test('texts hash as their UTF-16 bytes do', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'winner', 'straße', '中文字', '🙂x'])
    for (const seed of [0, 1, 2])
      expect([text, hash32(text, seed)]).toEqual([text, reference(Buffer.from(text, 'utf16le'), seed)]);
});
