import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openS3Body } from './s3-body.ts';

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const read = async (text: string, headers: Record<string, string>, payloadHash = 'UNSIGNED-PAYLOAD') => {
  const body = openS3Body({
    source: once(text),
    headers: Object.fromEntries(
      Object.entries({ 'content-length': String(text.length), ...headers }).map(([name, value]) => [
        name,
        [value],
      ]),
    ),
    payloadHash,
  });
  let out = '';
  for await (const piece of body.bytes) out += Buffer.from(piece).toString();
  return { out, verified: body.verified() };
};

test.each([
  ['content-md5', 'sQqNsWTgdUEFt6mb5y4/5Q=='],
  ['x-amz-checksum-crc32', '9xVqOA=='],
])('a wrong or unreadable %s is refused', async (header, wrong) => {
  await expect(read('something', { [header]: wrong })).rejects.toMatchObject({ code: 'BadDigest' });
  await expect(read('something', { [header]: 'short' })).rejects.toMatchObject({ status: 400 });
});

test('checksums that fit are answered', async () => {
  const md5 = createHash('md5').update('hello').digest('base64');
  const sha1 = createHash('sha1').update('hello').digest('base64');
  expect(await read('hello', { 'content-md5': md5, 'x-amz-checksum-sha1': sha1 })).toEqual({
    out: 'hello',
    verified: { 'x-amz-checksum-sha1': sha1 },
  });
});

test('the signed hash of the body must fit', async () => {
  const hash = createHash('sha256').update('hello').digest('hex');
  expect((await read('hello', {}, hash)).out).toBe('hello');
  await expect(read('hullo', {}, hash)).rejects.toMatchObject({ code: 'XAmzContentSHA256Mismatch' });
  await expect(read('hello', {}, 'nonsense')).rejects.toMatchObject({ code: 'InvalidArgument' });
});

test('a trailer checksum must come and fit', async () => {
  const headers = { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-decoded-content-length': '5' };
  const body = (trailer: string) => `5\r\nhello\r\n0\r\n${trailer}\r\n\r\n`;
  const mode = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  expect((await read(body('x-amz-checksum-crc32:NhCmhg=='), headers, mode)).out).toBe('hello');
  await expect(read(body('x-amz-checksum-crc32:NhCmhw=='), headers, mode)).rejects.toMatchObject({
    code: 'BadDigest',
  });
  await expect(read(body('x-other:1'), headers, mode)).rejects.toMatchObject({ code: 'InvalidRequest' });
  const unknown = { ...headers, 'x-amz-trailer': 'x-amz-checksum-md6' };
  await expect(read(body('x:1'), unknown, mode)).rejects.toMatchObject({ code: 'InvalidRequest' });
});

test('lengths must be announced and true', async () => {
  await expect(read('hello', { 'content-length': '6' })).rejects.toMatchObject({ code: 'IncompleteBody' });
  await expect(read('hello', { 'content-length': '4' })).rejects.toMatchObject({ code: 'IncompleteBody' });
  await expect(read('hello', {}, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER')).rejects.toMatchObject({
    code: 'MissingContentLength',
  });
  await expect(read('hello', { 'content-length': '99999999999999' })).rejects.toMatchObject({
    code: 'EntityTooLarge',
  });
});
