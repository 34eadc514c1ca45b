/** Reads numbers and bytes from a buffer that may hold anything; throws `Malformed`, never reads past the end. */
export class Malformed extends Error {
  constructor(what: string) {
    super(`malformed: ${what}`);
    this.name = 'Malformed';
  }
}

export type ByteReader = {
  byte(): number;
  varint(): number;
  hex(bytes: number): string;
  text(): string;
  /** A count of items that each take at least `least` bytes of what is left. */
  count(least: number): number;
  atEnd(): boolean;
};

export const byteReader = (bytes: Uint8Array): ByteReader => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (length: number): number => {
    if (length > buffer.length - at) throw new Malformed('ends too soon');
    const from = at;
    at += length;
    return from;
  };
  const byte = (): number => buffer[take(1)] as number;
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const b = byte();
      value += (b & 0x7f) * scale;
      if (b < 0x80) {
        if (!Number.isSafeInteger(value)) break;
        return value;
      }
      scale *= 128;
    }
    throw new Malformed('number too large');
  };
  return {
    byte,
    varint,
    hex: (length) => {
      const from = take(length);
      return buffer.toString('hex', from, from + length);
    },
    text: () => {
      const length = varint();
      const from = take(length);
      return buffer.toString('utf8', from, from + length);
    },
    count: (least) => {
      const n = varint();
      if (n * least > buffer.length - at) throw new Malformed('count too large');
      return n;
    },
    atEnd: () => at === buffer.length,
  };
};
