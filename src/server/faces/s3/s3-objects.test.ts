import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openS3TestStore, type S3TestStore } from './s3-test-store.ts';
import { log } from '../../../versions/commands/log.ts';
import { updateBranch } from '../../../versions/commands/update-branch.ts';
import { encodeAws } from './raw-url.ts';
import { signS3Request } from './sign-s3-request.ts';
import { type S3TestServer, sendRaw, startS3TestServer, texts } from './s3-test-server.ts';

let server: S3TestServer;
let backing: S3TestStore;
beforeAll(async () => {
  backing = await openS3TestStore();
  server = await startS3TestServer(backing.store);
  await server.send('PUT', '/repo');
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.stop();
  await backing.close();
  expect(backing.failed).toEqual([]);
});
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const code = (answer: { text: string }) => texts(answer.text, 'Code')[0];

test('an object comes back with its bytes, ETag, type and metadata', async () => {
  const headers = {
    'content-type': 'text/csv',
    'cache-control': 'max-age=1',
    'content-encoding': 'gzip',
    'x-amz-meta-who': 'me',
    'x-amz-acl': 'private',
  };
  const put = await server.send('PUT', '/repo/a/b.csv', { body: 'hello', headers });
  expect([put.status, put.headers.etag, put.headers['x-amz-version-id']]).toEqual([
    200,
    `"${md5('hello')}"`,
    undefined,
  ]);
  for (const method of ['GET', 'HEAD']) {
    const got = await server.send(method, '/repo/a/b.csv');
    expect(got.status).toBe(200);
    expect(got.text).toBe(method === 'GET' ? 'hello' : '');
    expect(got.headers).toMatchObject({
      etag: `"${md5('hello')}"`,
      'content-length': '5',
      'content-type': 'text/csv',
      'content-encoding': 'gzip',
      'cache-control': 'max-age=1',
      'x-amz-meta-who': 'me',
      'accept-ranges': 'bytes',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(Date.parse(got.headers['last-modified'] ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(got.headers['content-disposition']).toBeUndefined();
  }
});

test('any key: dots, slashes, astral characters', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(
          fc.oneof(
            fc.constantFrom('.', '..', '/', '//', '%', '+', ' ', '?', '&', '💡', 'ä', "'", '\\', '\n'),
            fc.string({ unit: 'grapheme' }),
          ),
          {
            minLength: 1,
            maxLength: 6,
          },
        )
        .map((parts) => parts.join(''))
        .filter(
          (key) =>
            key !== '' && !key.includes('\0') && !/\p{Surrogate}/u.test(key) && Buffer.byteLength(key) < 900,
        ),
      async (key) => {
        const target = `/repo/${encodeAws(`p/${key}`, true)}`;
        expect((await server.send('PUT', target, { body: key })).status).toBe(200);
        expect((await server.send('GET', target)).text).toBe(key);
        const list = await server.send('GET', `/repo?encoding-type=url&prefix=${encodeAws(`p/${key}`)}`);
        expect(texts(list.text, 'Key').map(decodeURIComponent)).toContain(`p/${key}`);
        expect((await server.send('DELETE', target)).status).toBe(204);
        expect((await server.send('HEAD', target)).status).toBe(404);
      },
    ),
    { numRuns: 40 },
  );
});

test('keys that cannot be', async () => {
  expect(code(await server.send('PUT', `/repo/${'x'.repeat(1025)}`, { body: '' }))).toBe('KeyTooLongError');
  expect(code(await server.send('PUT', '/repo/a%00b', { body: '' }))).toBe('InvalidArgument');
  const headers = { authorization: 'AWS4-HMAC-SHA256 none' };
  expect(code(await sendRaw(server.endpoint, 'GET', '/repo/%ff', headers))).toBe('InvalidURI');
});

test('ranges', async () => {
  await server.send('PUT', '/repo/range', { body: '0123456789' });
  const part = await server.send('GET', '/repo/range', { headers: { range: 'bytes=2-4' } });
  expect([part.status, part.text, part.headers['content-range'], part.headers['content-length']]).toEqual([
    206,
    '234',
    'bytes 2-4/10',
    '3',
  ]);
  const none = await server.send('GET', '/repo/range', { headers: { range: 'bytes=10-' } });
  expect([none.status, code(none), none.headers['content-range']]).toEqual([
    416,
    'InvalidRange',
    'bytes */10',
  ]);
});

test('conditional reads', async () => {
  await server.send('PUT', '/repo/cond', { body: 'v' });
  const tag = `"${md5('v')}"`;
  const get = async (headers: Record<string, string>) =>
    (await server.send('GET', '/repo/cond', { headers })).status;
  expect(await get({ 'if-match': tag })).toBe(200);
  expect(await get({ 'if-match': '"x"' })).toBe(412);
  expect(await get({ 'if-none-match': tag })).toBe(304);
  expect(await get({ 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() })).toBe(304);
  expect(await get({ 'if-unmodified-since': new Date(0).toUTCString() })).toBe(412);
});

test('conditional writes', async () => {
  const put = (headers: Record<string, string>, body = 'x') =>
    server.send('PUT', '/repo/cw', { body, headers });
  expect(code(await put({ 'if-match': '"x"' }))).toBe('NoSuchKey');
  expect((await put({ 'if-none-match': '*' }, 'one')).status).toBe(200);
  const second = await put({ 'if-none-match': '*' }, 'two');
  expect([second.status, code(second)]).toEqual([412, 'PreconditionFailed']);
  expect((await put({ 'if-match': `"${md5('one')}"` }, 'three')).status).toBe(200);
  expect((await put({ 'if-match': `"${md5('one')}"` }, 'four')).status).toBe(412);
  expect((await server.send('GET', '/repo/cw')).text).toBe('three');
  expect((await put({ 'x-lw-if-head': 'a'.repeat(64) })).status).toBe(412);
  expect((await put({ 'x-lw-if-head': 'none' })).status).toBe(200);
});

test('a body that does not fit what was said of it changes nothing', async () => {
  await server.send('PUT', '/repo/keep', { body: 'before' });
  const put = async (options: object) =>
    code(await server.send('PUT', '/repo/keep', { body: 'after', ...options }));
  expect(await put({ headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } })).toBe('BadDigest');
  expect(await put({ headers: { 'x-amz-checksum-crc32': 'AAAAAA==' } })).toBe('BadDigest');
  expect(await put({ payloadHash: '0'.repeat(64) })).toBe('XAmzContentSHA256Mismatch');
  expect(await put({ headers: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' } })).toBe(
    'NotImplemented',
  );
  expect((await server.send('GET', '/repo/keep')).text).toBe('before');
});

test('a body refused in its middle is answered, and the connection serves on', async () => {
  const bad = `100000;chunk-signature=${'0'.repeat(64)}\r\n`;
  const options = {
    body: bad + 'x'.repeat(2 ** 20) + bad + 'y'.repeat(20 * 2 ** 20),
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    headers: { 'x-amz-decoded-content-length': String(21 * 2 ** 20) },
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const start = Date.now();
  const refused = await server.send('PUT', '/repo/never', { ...options, agent });
  expect([refused.status, code(refused)]).toEqual([403, 'SignatureDoesNotMatch']);
  expect((await server.send('HEAD', '/repo/never', { agent })).status).toBe(404);
  // A body that nobody drains would block it until the keep-alive timeout of 5 s.
  expect(Date.now() - start).toBeLessThan(4000);
  agent.destroy();
});

test('a client that leaves in the middle leaves nothing and no error', async () => {
  const headers = { 'content-length': '1000000' };
  const { port } = new URL(server.endpoint);
  const signed = signS3Request({
    method: 'PUT',
    endpoint: server.endpoint,
    target: '/repo/left',
    headers,
    accessKeyId: 'OWNER',
    secret: 'owner-secret',
    now: Date.now(),
  });
  const outgoing = request({ host: '127.0.0.1', port, method: 'PUT', path: '/repo/left', headers: signed });
  outgoing.on('error', () => {});
  await new Promise((done) => outgoing.write('x'.repeat(1000), done));
  await new Promise((done) => setTimeout(done, 50));
  outgoing.destroy();
  await new Promise((done) => setTimeout(done, 50));
  expect((await server.send('HEAD', '/repo/left')).status).toBe(404);
  expect(server.errors).toEqual([]);
});

test('copies: metadata kept or replaced, conditions, itself', async () => {
  await server.send('PUT', '/repo/src%20a', {
    body: 'c',
    headers: { 'content-type': 'text/x', 'x-amz-meta-a': '1' },
  });
  const copy = (headers: Record<string, string>, to = '/repo/dst') => server.send('PUT', to, { headers });
  const kept = await copy({ 'x-amz-copy-source': '/repo/src%20a' });
  expect([kept.status, texts(kept.text, 'ETag')]).toEqual([200, [`"${md5('c')}"`]]);
  expect((await server.send('GET', '/repo/dst')).headers).toMatchObject({
    'content-type': 'text/x',
    'x-amz-meta-a': '1',
  });
  await copy({
    'x-amz-copy-source': 'repo/src%20a',
    'x-amz-metadata-directive': 'REPLACE',
    'x-amz-meta-b': '2',
  });
  const replaced = (await server.send('GET', '/repo/dst')).headers;
  expect([replaced['x-amz-meta-a'], replaced['x-amz-meta-b'], replaced['content-type']]).toEqual([
    undefined,
    '2',
    'binary/octet-stream',
  ]);
  expect(code(await copy({ 'x-amz-copy-source': '/repo/none' }))).toBe('NoSuchKey');
  expect(code(await copy({ 'x-amz-copy-source': '/nobody/none' }))).toBe('NoSuchBucket');
  expect(code(await copy({ 'x-amz-copy-source': '/repo/dst' }))).toBe('InvalidRequest');
  const failed = await copy(
    { 'x-amz-copy-source': '/repo/dst', 'x-amz-copy-source-if-match': '"x"' },
    '/repo/other',
  );
  expect(failed.status).toBe(412);
});

test('many deletes are one change', async () => {
  for (const key of ['m1', 'm2', 'm<3>']) await server.send('PUT', `/repo/${encodeAws(key)}`, { body: key });
  const xml = `<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>m1</Key></Object><Object><Key>m&lt;3&gt;</Key></Object><Object><Key>${'x'.repeat(1025)}</Key></Object></Delete>`;
  const headers = (text: string) => ({ 'content-md5': createHash('md5').update(text).digest('base64') });
  const answer = await server.send('POST', '/repo?delete', { body: xml, headers: headers(xml) });
  expect(texts(answer.text, 'Key')).toEqual(['m1', 'm<3>', 'x'.repeat(1025)]);
  expect(texts(answer.text, 'Code')).toEqual(['KeyTooLongError']);
  expect((await server.send('HEAD', '/repo/m1')).status).toBe(404);
  expect((await server.send('HEAD', '/repo/m2')).status).toBe(200);
  const quiet = '<Delete><Quiet>true</Quiet><Object><Key>m2</Key></Object></Delete>';
  const silent = await server.send('POST', '/repo?delete', { body: quiet, headers: headers(quiet) });
  expect([silent.status, texts(silent.text, 'Key')]).toEqual([200, []]);
  expect(code(await server.send('POST', '/repo?delete', { body: quiet }))).toBe('InvalidRequest');
  for (const bad of ['', '<Delete/>', '<Delete><Object>', '<!DOCTYPE x [<!ENTITY e "x">]><Delete/>'])
    expect(code(await server.send('POST', '/repo?delete', { body: bad, headers: headers(bad) }))).toBe(
      'MalformedXML',
    );
});

test('multipart: parts, listing, completion by its rules, abort', async () => {
  const start = await server.send('POST', '/repo/big?uploads', {
    headers: { 'content-type': 'x/y', 'x-amz-meta-m': '1' },
  });
  const id = texts(start.text, 'UploadId')[0];
  const big = Buffer.alloc(5 * 2 ** 20, 'a');
  const part = (number: number, body: Buffer | string) =>
    server.send('PUT', `/repo/big?partNumber=${number}&uploadId=${id}`, { body });
  const [one, two] = [await part(1, big), await part(2, 'tail')];
  expect(texts((await server.send('GET', '/repo?uploads')).text, 'Key')).toEqual(['big']);
  const page = await server.send('GET', `/repo/big?uploadId=${id}&max-parts=1`);
  expect([
    texts(page.text, 'PartNumber'),
    texts(page.text, 'IsTruncated'),
    texts(page.text, 'NextPartNumberMarker'),
  ]).toEqual([['1'], ['true'], ['1']]);
  expect((await server.send('HEAD', '/repo/big')).status).toBe(404);
  const complete = (...parts: [number, string | undefined][]) =>
    server.send('POST', `/repo/big?uploadId=${id}`, {
      body: `<CompleteMultipartUpload>${parts.map(([n, etag]) => `<Part><PartNumber>${n}</PartNumber><ETag>${etag?.replaceAll('"', '&quot;')}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
    });
  const [tagOne, tagTwo] = [one.headers.etag, two.headers.etag];
  expect(code(await complete([2, tagTwo], [1, tagOne]))).toBe('InvalidPartOrder');
  expect(code(await complete([1, tagTwo]))).toBe('InvalidPart');
  expect(code(await complete([1, tagOne], [3, tagTwo]))).toBe('InvalidPart');
  await part(3, 'end');
  expect(code(await complete([2, tagTwo], [3, `"${md5('end')}"`]))).toBe('EntityTooSmall');
  const moved = await server.send('POST', `/repo/big?uploadId=${id}`, {
    headers: { 'x-lw-if-head': 'a'.repeat(64) },
    body: `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${tagOne}</ETag></Part></CompleteMultipartUpload>`,
  });
  expect([moved.status, code(moved)]).toEqual([412, 'PreconditionFailed']);
  const done = await complete([1, tagOne], [2, tagTwo]);
  expect(texts(done.text, 'ETag')[0]).toMatch(/^"[0-9a-f]{32}-2"$/);
  const got = await server.send('GET', '/repo/big');
  expect(got.bytes.equals(Buffer.concat([big, Buffer.from('tail')]))).toBe(true);
  expect(got.headers).toMatchObject({
    'content-type': 'x/y',
    'x-amz-meta-m': '1',
    etag: texts(done.text, 'ETag')[0],
  });
  expect(code(await complete([1, tagOne]))).toBe('NoSuchUpload');

  const other = texts((await server.send('POST', '/repo/copied?uploads')).text, 'UploadId')[0];
  const copied = await server.send('PUT', `/repo/copied?partNumber=1&uploadId=${other}`, {
    headers: { 'x-amz-copy-source': '/repo/big', 'x-amz-copy-source-range': 'bytes=5242880-5242883' },
  });
  expect(texts(copied.text, 'ETag')).toEqual([`"${md5('tail')}"`]);
  expect((await server.send('DELETE', `/repo/wrong?uploadId=${other}`)).status).toBe(404);
  expect((await server.send('DELETE', `/repo/copied?uploadId=${other}`)).status).toBe(204);
  expect(code(await server.send('PUT', `/repo/copied?partNumber=1&uploadId=${other}`, { body: 'x' }))).toBe(
    'NoSuchUpload',
  );
});

test('under the policy each every write names its commit, and many deletes are one', async () => {
  await server.send('PUT', '/each');
  const repo = await backing.store.getRepo({ organisation: 'org', name: 'each' });
  await updateBranch(backing.versions, { repo, name: 'master', policy: { type: 'each' } });
  const ids: unknown[] = [];
  for (const key of ['a', 'b', 'c'])
    ids.push((await server.send('PUT', `/each/${key}`, { body: key })).headers['x-amz-version-id']);
  expect(new Set(ids).size).toBe(3);
  expect((await server.send('GET', `/${ids[0]}.each/b`)).status).toBe(404);
  expect((await server.send('GET', `/each/a?versionId=${ids[2]}`)).text).toBe('a');
  const head = String(ids[2]);
  expect(
    (await server.send('PUT', '/each/d', { body: 'd', headers: { 'x-lw-if-head': String(ids[1]) } })).status,
  ).toBe(412);
  const moved = await server.send('DELETE', '/each/c', { headers: { 'x-lw-if-head': head } });
  expect([moved.status, typeof moved.headers['x-amz-version-id']]).toEqual([204, 'string']);
  const xml =
    '<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object><Object><Key>none</Key></Object></Delete>';
  const md5Header = { 'content-md5': createHash('md5').update(xml).digest('base64') };
  const before = (await log(backing.versions, { repo, ref: 'master' })).items.length;
  await server.send('POST', '/each?delete', { body: xml, headers: md5Header });
  const { items } = await log(backing.versions, { repo, ref: 'master' });
  expect(items.length).toBe(before + 1);
  expect(items[0]?.authors).toMatchObject([{ id: 'account-owner', name: 'owner' }]);
  expect(backing.published).toContainEqual({
    type: 'staged',
    organisation: 'org',
    repo: 'each',
    branch: 'master',
    count: 3,
  });
});
