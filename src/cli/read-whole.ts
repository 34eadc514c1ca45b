/** All bytes of a stream whose size nobody knows before its end. */
export const readWhole = async (source: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts);
};
