import { createHash } from 'node:crypto';
import { equalSignatures } from './equal-signatures.ts';
import { S3Error } from './s3-error.ts';
import { type ChunkKey, hmac } from './sigv4.ts';

export type ChunkedOptions = {
  /** `x-amz-decoded-content-length`: the bytes that must come out. */
  readonly decodedLength: number;
  /** Present for signed chunks; each is verified, and the first wrong one ends the stream with SignatureDoesNotMatch. */
  readonly key?: ChunkKey | undefined;
  /** Chunks carry signatures, which are skipped when `key` is absent (sign-in is off). */
  readonly signed: boolean;
  /** Whether trailers may follow, and who gets them (names in lower case). */
  readonly onTrailers?: ((trailers: ReadonlyMap<string, string>) => void) | undefined;
};

/**
 * Decodes a body of `aws-chunked` pieces as it comes, in memory no larger than what the socket hands over: the
 * announced length of a chunk is only counted down. Whoever consumes it must discard what it got when it throws.
 */
export async function* decodeChunked(
  source: AsyncIterable<Uint8Array>,
  options: ChunkedOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = byteReader(source);
  try {
    yield* decode(reader, options);
  } finally {
    // Lets go of the source, so that what is left of a refused body can be drained.
    await reader.close();
  }
}

async function* decode(
  reader: ByteReader,
  { decodedLength, key, signed, onTrailers }: ChunkedOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  let previous = key?.seed ?? '';
  let total = 0;
  for (;;) {
    const { size, signature } = readChunkHeader((await reader.line()) ?? incomplete(), signed);
    total += size;
    if (total > decodedLength) throw wrongLength();
    const hash = key && createHash('sha256');
    for (let left = size; left > 0; ) {
      const bytes = (await reader.some(left)) ?? incomplete();
      hash?.update(bytes);
      left -= bytes.length;
      yield bytes;
    }
    if (hash && key) {
      const text = [
        'AWS4-HMAC-SHA256-PAYLOAD',
        key.timestamp,
        key.scope,
        previous,
        emptyHash,
        hash.digest('hex'),
      ];
      previous = check(key, text, signature);
    }
    if (size === 0) break;
    if ((await reader.line()) !== '') throw malformed('a chunk is longer than its length');
  }
  if (total !== decodedLength) throw wrongLength();
  await readTrailers(reader, { key, previous, onTrailers, signed });
  if ((await reader.some(1)) !== undefined) throw malformed('something follows the last chunk');
}

type Ending = Pick<ChunkedOptions, 'key' | 'onTrailers' | 'signed'> & { readonly previous: string };

const readTrailers = async (
  reader: ByteReader,
  { key, previous, onTrailers, signed }: Ending,
): Promise<void> => {
  const trailers = new Map<string, string>();
  let signature: string | undefined;
  let canonical = '';
  // The end of the body may stand for the last empty line: everything is proven by then.
  for (let line = await reader.line(); line; line = await reader.line()) {
    const colon = line.indexOf(':');
    if (colon < 1 || !onTrailers || trailers.size >= 16) throw malformed('a trailer cannot be read');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'x-amz-trailer-signature') {
      signature = value;
      continue;
    }
    if (signature !== undefined) throw malformed('a trailer follows their signature');
    trailers.set(name, value);
    canonical += `${name}:${value}\n`;
    // Signed trailers end with an empty line of their own before the signature in some writers.
  }
  if (onTrailers && signed && key) {
    const hash = createHash('sha256').update(canonical, 'latin1').digest('hex');
    check(key, ['AWS4-HMAC-SHA256-TRAILER', key.timestamp, key.scope, previous, hash], signature ?? '');
  }
  onTrailers?.(trailers);
};

const check = (key: ChunkKey, text: readonly string[], given: string): string => {
  const expected = hmac(key.key, text.join('\n')).toString('hex');
  if (!equalSignatures(expected, given))
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The signature of a chunk does not fit the secret of this key.',
    );
  return expected;
};

const readChunkHeader = (line: string, signed: boolean): { size: number; signature: string } => {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match || (signed && !match[2])) throw malformed('the head of a chunk cannot be read');
  return { size: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
};

const emptyHash = createHash('sha256').digest('hex');
const malformed = (why: string) => new S3Error('InvalidRequest', `The body is not aws-chunked: ${why}.`);
const wrongLength = () =>
  new S3Error('IncompleteBody', 'The body does not have the length of x-amz-decoded-content-length.');
const incomplete = (): never => {
  throw new S3Error('IncompleteBody');
};

type ByteReader = {
  /** A line without its CRLF, at most 4 KiB; undefined when the body has ended. */
  line(): Promise<string | undefined>;
  /** Between 1 and `most` bytes; undefined when the body has ended. */
  some(most: number): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
};

const maxLine = 4096;

const byteReader = (source: AsyncIterable<Uint8Array>): ByteReader => {
  const iterator = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  const fill = async (): Promise<boolean> => {
    while (held.length === 0) {
      const next = await iterator.next();
      if (next.done) return false;
      held = next.value;
    }
    return true;
  };
  return {
    async line() {
      let text = '';
      while (await fill()) {
        const end = held.indexOf(10);
        const piece = held.subarray(0, end < 0 ? held.length : end);
        if (text.length + piece.length > maxLine) throw malformed('a line is too long');
        text += Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1');
        held = held.subarray(piece.length + (end < 0 ? 0 : 1));
        if (end >= 0) return text.endsWith('\r') ? text.slice(0, -1) : text;
      }
      return text === '' ? undefined : incomplete();
    },
    async some(most) {
      if (!(await fill())) return undefined;
      const bytes = held.subarray(0, most);
      held = held.subarray(bytes.length);
      return bytes;
    },
    async close() {
      await iterator.return?.();
    },
  };
};
