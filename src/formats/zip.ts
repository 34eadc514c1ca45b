import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import type { ExportFile } from './export-format.ts';
import {
  centralEntry,
  descriptor,
  endOfCentral,
  largest,
  localHeader,
  type ZipEntry,
} from './zip-records.ts';

const pack = promisify(deflateRaw);
/** Bytes that are packed already. */
const packed = /\.(png|jpe?g|gif|webp|zip|gz|mp[34]|ogg|flac)$/i;

/**
 * Files as a zip archive, written while they are read: one file's chunks at a time are in memory, and some 60 bytes
 * and the path of each. Archives beyond 4 GiB or 65,535 files use the zip64 records. Throws RangeError for a single
 * file of 4 GiB or more and for paths that are unsafe, empty or twice there.
 */
export async function* zipFiles(files: AsyncIterable<ExportFile>, time: Date): AsyncIterable<Uint8Array> {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let offset = 0;
  const count = <Bytes extends Uint8Array>(bytes: Bytes): Bytes => {
    offset += bytes.length;
    return bytes;
  };
  for await (const file of files) {
    checkPath(file.path, names);
    const name = Buffer.from(file.path);
    const start = offset;
    if (file.type === 'bytes') {
      checkSize(file.path, file.bytes.length);
      const body = packed.test(file.path) ? file.bytes : await smaller(file.bytes);
      const deflated = body !== file.bytes;
      const entry = {
        name,
        time,
        offset: start,
        deflated,
        streamed: false,
        crc: crc32(file.bytes),
        size: file.bytes.length,
        packedSize: body.length,
      };
      entries.push(entry);
      yield count(localHeader(entry));
      yield count(body);
      continue;
    }
    const open = { name, time, offset: start, deflated: true, streamed: true };
    yield count(localHeader({ ...open, crc: 0, size: 0, packedSize: 0 }));
    const sums = { crc: 0, size: 0, packedSize: 0 };
    for await (const chunk of deflated(file.path, file.chunks, sums)) {
      sums.packedSize += chunk.length;
      yield count(chunk);
    }
    checkSize(file.path, sums.packedSize);
    const entry = { ...open, ...sums };
    entries.push(entry);
    yield count(descriptor(entry));
  }
  const start = offset;
  for (const entry of entries) yield count(centralEntry(entry));
  yield endOfCentral({ count: entries.length, start, size: offset - start });
}

type Sums = { crc: number; size: number; packedSize: number };

/** Deflates chunks as they come; `sums` has checksum and length of what went in. */
async function* deflated(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  sums: Sums,
): AsyncIterable<Uint8Array> {
  const stream = createDeflateRaw();
  const feeding = (async () => {
    for await (const chunk of chunks) {
      sums.crc = crc32(chunk, sums.crc);
      sums.size += chunk.length;
      checkSize(path, sums.size);
      if (!stream.write(chunk)) await Promise.race([drained(stream), closed(stream)]);
      if (stream.destroyed) return;
    }
    stream.end();
  })().catch((error: unknown) => void stream.destroy(error as Error));
  try {
    yield* stream as AsyncIterable<Buffer>;
  } finally {
    stream.destroy();
    await feeding;
  }
}

const drained = (stream: NodeJS.EventEmitter) => new Promise<void>((done) => stream.once('drain', done));
const closed = (stream: NodeJS.EventEmitter) => new Promise<void>((done) => stream.once('close', done));

const smaller = async (bytes: Uint8Array): Promise<Uint8Array> => {
  if (bytes.length < 64) return bytes;
  const body = await pack(bytes);
  return body.length < bytes.length ? body : bytes;
};

const checkSize = (path: string, size: number): void => {
  if (size >= largest)
    throw new RangeError(`${path} has 4 GiB or more, too much for one file of a zip archive`);
};

const checkPath = (path: string, names: Set<string>): void => {
  const steps = path.split('/');
  if (path.includes('\\') || path.includes('\0') || steps.some((step) => ['', '.', '..'].includes(step)))
    throw new RangeError(`${path} is no safe path for an archive`);
  if (names.has(path)) throw new RangeError(`${path} is twice in the archive`);
  if (Buffer.byteLength(path) > 0xffff) throw new RangeError(`a path has more than 65,535 bytes`);
  names.add(path);
};
