import type { ObjectKind } from '../tables.ts';
import { Malformed } from '../tree/byte-reader.ts';

/*
 * A pack: "LWPACK1\n", then records one after the other, then an end mark with their number.
 * Record: kind (1 byte), length of note (2, little endian), note, sha256 (32), size (4), bytes.
 * It describes itself: the object index can be made from packs alone.
 */
const magic = Buffer.from('LWPACK1\n');
const kinds: readonly ObjectKind[] = ['file', 'node', 'commit'];
const endMark = 0xff;

export type PackRecord = {
  readonly kind: ObjectKind;
  /** For a commit the repo's uid, else empty. */
  readonly note: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/** Builds a pack in memory; `add` answers where the bytes will start. */
export const packBuilder = () => {
  const parts: Uint8Array[] = [magic];
  let size = magic.length;
  let count = 0;
  return {
    add({ kind, note, sha256, bytes }: PackRecord): number {
      const noteBytes = Buffer.from(note);
      const head = Buffer.allocUnsafe(3 + noteBytes.length + 36);
      head.writeUInt8(kinds.indexOf(kind), 0);
      head.writeUInt16LE(noteBytes.length, 1);
      noteBytes.copy(head, 3);
      head.write(sha256, 3 + noteBytes.length, 'hex');
      head.writeUInt32LE(bytes.length, head.length - 4);
      const start = size + head.length;
      parts.push(head, bytes);
      size = start + bytes.length;
      count++;
      return start;
    },
    size: (): number => size,
    count: (): number => count,
    /** The whole pack, in parts to write one after the other. */
    async *parts(): AsyncGenerator<Uint8Array> {
      const end = Buffer.alloc(5, endMark);
      end.writeUInt32LE(count, 1);
      // Many small parts as one large write.
      let batch: Uint8Array[] = [];
      let batched = 0;
      for (const part of [...parts, end]) {
        batch.push(part);
        batched += part.length;
        if (batched >= 1024 * 1024) {
          yield Buffer.concat(batch, batched);
          batch = [];
          batched = 0;
        }
      }
      if (batched > 0) yield Buffer.concat(batch, batched);
    },
  };
};

/** The records of a pack's bytes with the offset of each. Throws `Malformed`, after what was whole before. */
export function* readPack(pack: Buffer): Generator<PackRecord & { readonly start: number }> {
  if (!pack.subarray(0, magic.length).equals(magic)) throw new Malformed('not a pack of this version');
  let at = magic.length;
  const need = (length: number): void => {
    if (at + length > pack.length) throw new Malformed('pack ends too soon');
  };
  for (let count = 0; ; count++) {
    need(5);
    const kindByte = pack.readUInt8(at);
    if (kindByte === endMark) {
      if (pack.readUInt32LE(at + 1) !== count || at + 5 !== pack.length)
        throw new Malformed('wrong end of pack');
      return;
    }
    const kind = kinds[kindByte];
    if (kind === undefined) throw new Malformed('no such kind of object');
    const noteLength = pack.readUInt16LE(at + 1);
    need(3 + noteLength + 36);
    const note = pack.toString('utf8', at + 3, at + 3 + noteLength);
    at += 3 + noteLength;
    const sha256 = pack.toString('hex', at, at + 32);
    const size = pack.readUInt32LE(at + 32);
    at += 36;
    need(size);
    yield { kind, note, sha256, bytes: pack.subarray(at, at + size), start: at };
    at += size;
  }
}
