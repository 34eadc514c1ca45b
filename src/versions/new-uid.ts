/** A name for a row, made before the write: 20 hex digits of randomness. */
export const newUid = (random: (bytes: number) => Uint8Array): string =>
  Buffer.from(random(10)).toString('hex');
