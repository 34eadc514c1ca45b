/* The records of a zip archive, by PKWARE's APPNOTE 6.3: numbers little-endian, names UTF-8. */

export type ZipEntry = {
  readonly name: Uint8Array;
  readonly time: Date;
  /** Of its local header within the archive. */
  readonly offset: number;
  readonly deflated: boolean;
  /** Checksum and sizes stand behind the body, since they were not known before it. */
  readonly streamed: boolean;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
};

/** What 32 bits hold; the value itself says that a zip64 field has the number. */
export const largest = 0xffffffff;

const flagsOf = ({ streamed }: ZipEntry): number => 0x0800 | (streamed ? 0x0008 : 0);
const methodOf = ({ deflated }: ZipEntry): number => (deflated ? 8 : 0);

/** MS-DOS date and time, in UTC, of two seconds each; before 1980 there is none. */
const dosTime = (time: Date): { date: number; clock: number } => {
  const year = Math.min(Math.max(time.getUTCFullYear(), 1980), 2107);
  return {
    date: ((year - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
    clock: (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
  };
};

export const localHeader = (entry: ZipEntry): Uint8Array => {
  const { date, clock } = dosTime(entry.time);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flagsOf(entry), 6);
  head.writeUInt16LE(methodOf(entry), 8);
  head.writeUInt16LE(clock, 10);
  head.writeUInt16LE(date, 12);
  head.writeUInt32LE(entry.streamed ? 0 : entry.crc, 14);
  head.writeUInt32LE(entry.streamed ? 0 : entry.packedSize, 18);
  head.writeUInt32LE(entry.streamed ? 0 : entry.size, 22);
  head.writeUInt16LE(entry.name.length, 26);
  return Buffer.concat([head, entry.name]);
};

export const descriptor = (entry: ZipEntry): Uint8Array => {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(entry.crc, 4);
  record.writeUInt32LE(entry.packedSize, 8);
  record.writeUInt32LE(entry.size, 12);
  return record;
};

export const centralEntry = (entry: ZipEntry): Uint8Array => {
  const { date, clock } = dosTime(entry.time);
  const isFar = entry.offset >= largest;
  const extra = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    extra.writeUInt16LE(0x0001, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(entry.offset), 4);
  }
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(0x0300 | (isFar ? 45 : 20), 4); // made on Unix
  head.writeUInt16LE(isFar ? 45 : 20, 6);
  head.writeUInt16LE(flagsOf(entry), 8);
  head.writeUInt16LE(methodOf(entry), 10);
  head.writeUInt16LE(clock, 12);
  head.writeUInt16LE(date, 14);
  head.writeUInt32LE(entry.crc, 16);
  head.writeUInt32LE(entry.packedSize, 20);
  head.writeUInt32LE(entry.size, 24);
  head.writeUInt16LE(entry.name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(0o100644 * 0x10000, 38); // a plain file, its rights as on Unix
  head.writeUInt32LE(isFar ? largest : entry.offset, 42);
  return Buffer.concat([head, entry.name, extra]);
};

export type CentralPlace = { readonly count: number; readonly start: number; readonly size: number };

/** The end of the archive, with the zip64 records where numbers need them. */
export const endOfCentral = ({ count, start, size }: CentralPlace): Uint8Array => {
  const isBig = count >= 0xffff || start >= largest || size >= largest;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(Math.min(size, largest), 12);
  end.writeUInt32LE(Math.min(start, largest), 16);
  if (!isBig) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(0x032d, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
};
