/** Collects numbers and bytes; grows as needed. */
export type ByteWriter = {
  byte(value: number): void;
  varint(value: number): void;
  hex(value: string): void;
  text(value: string): void;
  /** A copy of what was written. */
  done(): Buffer;
};

// Nodes are encoded one at a time without a pause in between, so one scratch buffer serves all.
let scratch = Buffer.allocUnsafe(64 * 1024);

export const byteWriter = (): ByteWriter => {
  let at = 0;
  const need = (length: number): void => {
    if (at + length <= scratch.length) return;
    const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + length));
    scratch.copy(larger, 0, 0, at);
    scratch = larger;
  };
  const byte = (value: number): void => {
    need(1);
    scratch[at++] = value;
  };
  const varint = (value: number): void => {
    let rest = value;
    while (rest >= 0x80) {
      byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    byte(rest);
  };
  return {
    byte,
    varint,
    hex: (value) => {
      need(value.length / 2);
      at += scratch.write(value, at, 'hex');
    },
    text: (value) => {
      const length = Buffer.byteLength(value);
      varint(length);
      need(length);
      at += scratch.write(value, at, 'utf8');
    },
    done: () => Buffer.from(scratch.subarray(0, at)),
  };
};
