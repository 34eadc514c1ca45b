/** MurmurHash3 (x86, 32 bit) over the text's UTF-16 units, two bytes each; an unsigned integer. Source: Appleby. */
export const hash32 = (text: string, seed: number): number => {
  let h = seed | 0;
  const even = text.length & ~1;
  for (let at = 0; at < even; at += 2)
    h =
      (Math.imul(rotl(h ^ mix(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)), 13), 5) + 0xe6546b64) |
      0;
  if (text.length > even) h ^= mix(text.charCodeAt(even));
  h ^= text.length * 2;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

const rotl = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));
const mix = (block: number): number => Math.imul(rotl(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
