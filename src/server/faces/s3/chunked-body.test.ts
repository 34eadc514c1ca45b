import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type ChunkedOptions, decodeChunked } from './chunked-body.ts';
import { hmac, signingKey } from './sigv4.ts';

const scope = '20130524/us-east-1/s3/aws4_request';
const key = signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope);
const timestamp = '20130524T000000Z';

async function* pieces(body: Buffer, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  const ends = [...cuts.map((cut) => cut % (body.length + 1)), body.length].sort((a, b) => a - b);
  let at = 0;
  for (const end of ends) {
    yield body.subarray(at, end);
    at = end;
  }
}
const collect = async (source: AsyncIterable<Uint8Array>, options: ChunkedOptions): Promise<Buffer> => {
  const out: Uint8Array[] = [];
  for await (const piece of decodeChunked(source, options)) out.push(piece);
  return Buffer.concat(out);
};

const documented = (signatures: readonly string[], trailer = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`10000;chunk-signature=${signatures[0]}\r\n`),
    Buffer.alloc(65536, 'a'),
    Buffer.from(`\r\n400;chunk-signature=${signatures[1]}\r\n`),
    Buffer.alloc(1024, 'a'),
    Buffer.from(`\r\n0;chunk-signature=${signatures[2]}\r\n${trailer}\r\n`),
  ]);

test("the documented chunked upload's signatures verify, and a flipped byte does not", async () => {
  const body = documented([
    'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
  ]);
  const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
  const options = { decodedLength: 66560, signed: true, key: { key, timestamp, scope, seed } };
  expect(await collect(pieces(body, [1, 90, 4000, 65600, 66000]), options)).toEqual(Buffer.alloc(66560, 'a'));
  const flipped = Buffer.from(body);
  flipped[66000]! ^= 1;
  await expect(collect(pieces(flipped), options)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  await expect(collect(pieces(body.subarray(0, -60)), options)).rejects.toMatchObject({
    code: 'IncompleteBody',
  });
});

test("the documented trailer's signature verifies, and another checksum does not", async () => {
  const signatures = [
    'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
    '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
    '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
  ];
  const signature = 'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435';
  const seed = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';
  let trailers: ReadonlyMap<string, string> = new Map();
  const options = {
    decodedLength: 66560,
    signed: true,
    key: { key, timestamp, scope, seed },
    onTrailers: (got: ReadonlyMap<string, string>) => void (trailers = got),
  };
  const trailer = (value: string) =>
    `x-amz-checksum-crc32c:${value}\r\nx-amz-trailer-signature:${signature}\r\n`;
  await collect(pieces(documented(signatures, trailer('sOO8/Q==')), [3, 65660, 66700]), options);
  expect([...trailers]).toEqual([['x-amz-checksum-crc32c', 'sOO8/Q==']]);
  await expect(collect(pieces(documented(signatures, trailer('sOO8/R=='))), options)).rejects.toMatchObject({
    code: 'SignatureDoesNotMatch',
  });
});

const encode = (
  chunks: readonly Buffer[],
  seed: string,
  trailers: Readonly<Record<string, string>>,
): Buffer => {
  let previous = seed;
  const empty = createHash('sha256').digest('hex');
  const out: Buffer[] = [];
  for (const chunk of [...chunks.filter((each) => each.length > 0), Buffer.alloc(0)]) {
    const hash = createHash('sha256').update(chunk).digest('hex');
    previous = hmac(
      key,
      ['AWS4-HMAC-SHA256-PAYLOAD', timestamp, scope, previous, empty, hash].join('\n'),
    ).toString('hex');
    out.push(Buffer.from(`${chunk.length.toString(16)};chunk-signature=${previous}\r\n`), chunk);
    if (chunk.length > 0) out.push(Buffer.from('\r\n'));
  }
  const canonical = Object.entries(trailers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const signature = hmac(
    key,
    ['AWS4-HMAC-SHA256-TRAILER', timestamp, scope, previous, hash].join('\n'),
  ).toString('hex');
  out.push(Buffer.from(`${canonical.replaceAll('\n', '\r\n')}x-amz-trailer-signature:${signature}\r\n\r\n`));
  return Buffer.concat(out);
};

const anyChunks = fc.array(
  fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes)),
  { maxLength: 6 },
);

test('any chunks in any split come out whole; any flipped bit is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyChunks,
      fc.array(fc.nat(), { maxLength: 12 }),
      fc.nat(),
      async (chunks, cuts, flip) => {
        const seed = 'ab'.repeat(32);
        const body = encode(chunks, seed, { 'x-amz-checksum-crc32': 'AAAAAA==' });
        const content = Buffer.concat(chunks);
        const seen: [string, string][] = [];
        const options = {
          decodedLength: content.length,
          signed: true,
          key: { key, timestamp, scope, seed },
          onTrailers: (got: ReadonlyMap<string, string>) => void seen.push(...got),
        };
        expect(await collect(pieces(body, cuts), options)).toEqual(content);
        expect(seen).toEqual([['x-amz-checksum-crc32', 'AAAAAA==']]);

        const damaged = Buffer.from(body);
        damaged[flip % damaged.length]! ^= 1 << (flip % 5);
        const got = await collect(pieces(damaged, cuts), { ...options, onTrailers: () => {} }).catch(
          (error) => error,
        );
        // Hex digits and blanks have equal spellings; whatever passes must be the same content.
        if (Buffer.isBuffer(got)) expect(got).toEqual(content);
        else expect(got).toMatchObject({ name: 'S3Error' });
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever comes, it ends: no hang, no crash, no allocation from an announced length', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 60 }),
      fc.boolean(),
      fc.boolean(),
      async (bytes, signed, trailer) => {
        const options = { decodedLength: 10, signed, onTrailers: trailer ? () => {} : undefined };
        const got = await collect(pieces(Buffer.from(bytes)), options).catch((error) => error);
        if (!Buffer.isBuffer(got)) expect(got).toMatchObject({ name: 'S3Error' });
      },
    ),
  );
  const huge = { decodedLength: 2 ** 40, signed: false };
  await expect(collect(pieces(Buffer.from('ffffffffff\r\nabc')), huge)).rejects.toMatchObject({
    code: 'IncompleteBody',
  });
  await expect(collect(pieces(Buffer.alloc(10_000, '1')), huge)).rejects.toMatchObject({
    code: 'InvalidRequest',
  });
});

test('an unsigned body with trailers, its end cut or not', async () => {
  const text = '5\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:nlXdUA==\r\n';
  for (const end of ['\r\n', '']) {
    const seen: [string, string][] = [];
    const options = {
      decodedLength: 6,
      signed: false,
      onTrailers: (got: ReadonlyMap<string, string>) => void seen.push(...got),
    };
    expect(String(await collect(pieces(Buffer.from(text + end), [7]), options))).toBe('hello!');
    expect(seen).toEqual([['x-amz-checksum-crc32', 'nlXdUA==']]);
  }
});
