import { crc32 } from 'node:zlib';

/** A running checksum: `digest` gives the big-endian bytes. */
export type RunningChecksum = { update(bytes: Uint8Array): void; digest(): Buffer };

const uint32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value >>> 0);
  return out;
};

export const runningCrc32 = (): RunningChecksum => {
  let value = 0;
  return { update: (bytes) => void (value = crc32(bytes, value)), digest: () => uint32(value) };
};

/** Slicing by four; table k holds the checksum of a byte followed by k zero bytes. */
const castagnoli: readonly Uint32Array[] = (() => {
  const tables = [0, 1, 2, 3].map(() => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    tables[0]![byte] = value;
  }
  for (let k = 1; k < 4; k++)
    for (let byte = 0; byte < 256; byte++) {
      const before = tables[k - 1]![byte]!;
      tables[k]![byte] = (before >>> 8) ^ tables[0]![before & 255]!;
    }
  return tables;
})();

/** CRC-32C (Castagnoli), as `x-amz-checksum-crc32c`. */
export const runningCrc32c = (): RunningChecksum => {
  const [t0, t1, t2, t3] = castagnoli as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let crc = 0xffffffff;
  return {
    update: (bytes) => {
      let at = 0;
      const fast = bytes.length - (bytes.length & 3);
      for (; at < fast; at += 4) {
        crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
        crc = t3[crc & 255]! ^ t2[(crc >>> 8) & 255]! ^ t1[(crc >>> 16) & 255]! ^ t0[crc >>> 24]!;
      }
      for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 255]!;
    },
    digest: () => uint32(~crc),
  };
};

/** The 64-bit table as halves: numbers are 32 bits wide here, and BigInt would be some thirty times slower. */
const nvme: { readonly high: Uint32Array; readonly low: Uint32Array } = (() => {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
    high[byte] = Number(value >> 32n);
    low[byte] = Number(value & 0xffffffffn);
  }
  return { high, low };
})();

/** CRC-64/NVME, as `x-amz-checksum-crc64nvme`. */
export const runningCrc64Nvme = (): RunningChecksum => {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (bytes) => {
      for (let at = 0; at < bytes.length; at++) {
        const index = (low ^ bytes[at]!) & 255;
        low = ((low >>> 8) | (high << 24)) ^ nvme.low[index]!;
        high = (high >>> 8) ^ nvme.high[index]!;
      }
    },
    digest: () => Buffer.concat([uint32(~high), uint32(~low)]),
  };
};
