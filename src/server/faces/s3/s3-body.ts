import { createHash } from 'node:crypto';
import { decodeChunked } from './chunked-body.ts';
import { checksumAlgorithms, checksumHeader, checksumOfHeader } from './checksums.ts';
import { S3Error } from './s3-error.ts';
import { headerValue, type SignedRequest } from './signed-request.ts';
import type { ChunkKey } from './sigv4.ts';

export type S3Body = {
  /** The decoded size that the client announced; the stream yields exactly as many bytes or throws. */
  readonly length: number;
  /**
   * The decoded bytes, once. Throws at its end, or before, when any hash, checksum, signature or length does
   * not fit: what was consumed must then be discarded.
   */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** After the end: the checksums that were verified, as headers `x-amz-checksum-…` to answer. */
  readonly verified: () => Readonly<Record<string, string>>;
};

export type BodyOptions = {
  readonly source: AsyncIterable<Uint8Array>;
  readonly headers: SignedRequest['headers'];
  /** `x-amz-content-sha256` or what stands for it: a hash, `UNSIGNED-PAYLOAD` or a `STREAMING-` word. */
  readonly payloadHash: string;
  /** Absent when sign-in is off: chunk signatures are then skipped. */
  readonly chunkKey?: ChunkKey | undefined;
};

/** A request's body with everything that can be verified about it, streamed. Throws S3Error for announcements that do not fit. */
export const openS3Body = (options: BodyOptions): S3Body => {
  const { source, headers, payloadHash, chunkKey } = options;
  const streaming = streamingModes.get(payloadHash);
  if (!streaming && payloadHash.startsWith('STREAMING-'))
    throw new S3Error('NotImplemented', `${payloadHash} is not known here.`);
  if (!streaming && payloadHash !== 'UNSIGNED-PAYLOAD' && !/^[0-9a-f]{64}$/i.test(payloadHash))
    throw new S3Error(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- word or a SHA-256.',
    );
  const length = announcedLength(headers, streaming !== undefined);
  const checks: Check[] = headerChecks(headers);
  if (/^[0-9a-f]{64}$/i.test(payloadHash)) checks.push(hashCheck(payloadHash.toLowerCase()));
  const trailing = streaming?.trailer ? trailingChecks(headers) : [];
  let trailers: ReadonlyMap<string, string> = new Map();
  const decoded = streaming
    ? decodeChunked(source, {
        decodedLength: length,
        signed: streaming.signed,
        key: streaming.signed ? chunkKey : undefined,
        onTrailers: streaming.trailer ? (got) => void (trailers = got) : undefined,
      })
    : source;
  const verified: Record<string, string> = {};

  const bytes = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    let total = 0;
    const all = [...checks, ...trailing];
    for await (const piece of decoded) {
      total += piece.length;
      if (total > length) throw new S3Error('IncompleteBody', 'The body is longer than announced.');
      for (const check of all) check.update(piece);
      yield piece;
    }
    if (total !== length) throw new S3Error('IncompleteBody');
    for (const check of all) Object.assign(verified, check.verify(trailers));
  };
  return { length, bytes: bytes(), verified: () => verified };
};

const streamingModes: ReadonlyMap<string, { signed: boolean; trailer: boolean }> = new Map([
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', { signed: true, trailer: false }],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', { signed: true, trailer: true }],
  ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', { signed: false, trailer: true }],
]);

const maxLength = 5 * 2 ** 40;

const announcedLength = (headers: SignedRequest['headers'], streaming: boolean): number => {
  const text = headerValue(headers, streaming ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined) {
    // A request without a body need not say so.
    if (!streaming && headerValue(headers, 'transfer-encoding') === undefined) return 0;
    throw new S3Error('MissingContentLength', streaming ? 'Send x-amz-decoded-content-length.' : undefined);
  }
  if (!/^\d{1,15}$/.test(text))
    throw new S3Error('InvalidArgument', 'The length of the body is not a number.');
  if (Number(text) > maxLength) throw new S3Error('EntityTooLarge');
  return Number(text);
};

type Check = {
  update(bytes: Uint8Array): void;
  /** Throws when it does not hold; returns headers to answer. */
  verify(trailers: ReadonlyMap<string, string>): Readonly<Record<string, string>>;
};

const hashCheck = (expected: string): Check => {
  const hash = createHash('sha256');
  return {
    update: (bytes) => void hash.update(bytes),
    verify: () => {
      const computed = hash.digest('hex');
      if (computed !== expected)
        throw new S3Error('XAmzContentSHA256Mismatch', undefined, {
          ClientComputedContentSHA256: expected,
          S3ComputedContentSHA256: computed,
        });
      return {};
    },
  };
};

const headerChecks = (headers: SignedRequest['headers']): Check[] => {
  const checks: Check[] = [];
  const md5 = headerValue(headers, 'content-md5');
  if (md5 !== undefined) {
    const expected = fromBase64(md5, 16) ?? invalidDigest('Content-MD5');
    const hash = createHash('md5');
    checks.push({
      update: (bytes) => void hash.update(bytes),
      verify: () => {
        if (!hash.digest().equals(expected))
          throw new S3Error('BadDigest', 'The body does not have its Content-MD5.');
        return {};
      },
    });
  }
  for (const header of Object.keys(headers)) {
    const found = checksumOfHeader(header);
    if (!found) continue;
    const text = headerValue(headers, header) ?? '';
    const expected = fromBase64(text, found.algorithm.bytes) ?? invalidChecksum(header);
    checks.push(checksumCheck(header, () => expected));
  }
  return checks;
};

const trailingChecks = (headers: SignedRequest['headers']): Check[] => {
  const names = (headerValue(headers, 'x-amz-trailer') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Set(names)].map((name) => {
    if (!checksumOfHeader(name))
      throw new S3Error('InvalidRequest', `The trailer ${name} is not one of ${knownChecksums}.`);
    return checksumCheck(name, (trailers) => {
      const text = trailers.get(name);
      if (text === undefined)
        throw new S3Error('InvalidRequest', `The trailer ${name} was announced but did not come.`);
      return fromBase64(text, checksumOfHeader(name)?.algorithm.bytes ?? 0) ?? invalidChecksum(name);
    });
  });
};

const checksumCheck = (
  header: string,
  expected: (trailers: ReadonlyMap<string, string>) => Buffer,
): Check => {
  const running = checksumOfHeader(header)?.algorithm.make();
  return {
    update: (bytes) => running?.update(bytes),
    verify: (trailers) => {
      const given = expected(trailers);
      if (!running?.digest().equals(given))
        throw new S3Error('BadDigest', `The body does not have its ${header}.`);
      return { [header]: given.toString('base64') };
    },
  };
};

const knownChecksums = [...checksumAlgorithms.keys()].map((name) => checksumHeader + name).join(', ');

/** Strict: the text must be exactly the base64 of that many bytes. */
const fromBase64 = (text: string, bytes: number): Buffer | undefined => {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text ? decoded : undefined;
};
const invalidDigest = (header: string): never => {
  throw new S3Error('InvalidDigest', `${header} is not the base64 of 16 bytes.`);
};
const invalidChecksum = (header: string): never => {
  throw new S3Error('InvalidRequest', `Value for ${header} header is invalid.`);
};
