import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateBranch } from '../../../versions/commands/update-branch.ts';
import { openS3TestStore, type S3TestStore } from './s3-test-store.ts';
import { type S3TestServer, startS3TestServer, texts } from './s3-test-server.ts';

let server: S3TestServer;
let backing: S3TestStore;
beforeAll(async () => {
  backing = await openS3TestStore();
  server = await startS3TestServer(backing.store);
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.stop();
  await backing.close();
  expect(backing.failed).toEqual([]);
});
const code = (answer: { text: string }) => texts(answer.text, 'Code')[0];

test('buckets are repos and branches', async () => {
  expect((await server.send('PUT', '/one')).status).toBe(200);
  expect(code(await server.send('PUT', '/one'))).toBe('BucketAlreadyOwnedByYou');
  expect((await server.send('PUT', '/dev.one')).status).toBe(200);
  expect((await server.send('PUT', '/dev.two')).status).toBe(200);
  expect(code(await server.send('PUT', '/master.two'))).toBe('BucketAlreadyOwnedByYou');
  const names = texts((await server.send('GET', '/')).text, 'Name');
  expect(names).toEqual(['dev.one', 'dev.two', 'master.one', 'master.two', 'one', 'two']);
  await server.send('PUT', '/dev.one/k', { body: 'x' });
  expect((await server.send('GET', '/dev.one/k')).text).toBe('x');
  expect(code(await server.send('GET', '/one/k'))).toBe('NoSuchKey');
});

test.each([
  '/api',
  '/docs',
  '/health',
  '/assets',
  '/a.b.c',
  '/a.b.c.d',
  '/a%2Fb',
  '/deadbeef01.one',
  '/x..y',
  `/${'x'.repeat(64)}`,
])('PUT %s is refused by name', async (target) => {
  const answer = await server.send('PUT', target);
  expect([answer.status, code(answer)]).toEqual([400, 'InvalidBucketName']);
});

test('what is not there, said on HEAD too', async () => {
  for (const target of [
    '/nothing',
    '/nobranch.one',
    `/${'a'.repeat(64)}.master.one`,
    `/${'a'.repeat(64)}.one`,
  ]) {
    const answer = await server.send('GET', target);
    expect([answer.status, code(answer)]).toEqual([404, 'NoSuchBucket']);
    expect((await server.send('HEAD', target)).headers['x-lw-error']).toMatch(/^NoSuchBucket: ./);
  }
});

test('a commit or tag is a bucket to read, never to write', async () => {
  await server.send('PUT', '/hist');
  await server.send('PUT', '/hist/k', { body: 'old' });
  const id = await backing.commit('org', 'hist', 'master', 'v1');
  await server.send('PUT', '/hist/k', { body: 'new' });
  for (const bucket of [id, id.slice(0, 8), 'v1'].map((ref) => `/${ref}.hist`).concat(`/${id}.master.hist`)) {
    const got = await server.send('GET', `${bucket}/k`);
    expect([got.text, got.headers['x-amz-version-id']]).toEqual(['old', id]);
    for (const [method, target] of [
      ['PUT', '/k'],
      ['DELETE', '/k'],
      ['DELETE', ''],
      ['POST', '/k?uploads'],
    ]) {
      const refused = await server.send(method ?? '', bucket + target);
      expect([refused.status, code(refused)]).toEqual([405, 'MethodNotAllowed']);
      expect(refused.headers['x-lw-error']).toMatch(/never changes.*<branch>\.hist/);
    }
  }
  const version = await server.send('GET', `/hist/k?versionId=${id}`);
  expect([version.text, version.headers['x-amz-version-id']]).toEqual(['old', id]);
  expect((await server.send('GET', '/hist/k')).headers['x-amz-version-id']).toBeUndefined();
  expect(code(await server.send('GET', `/hist/k?versionId=${'b'.repeat(64)}`))).toBe('NoSuchVersion');
  expect(code(await server.send('GET', '/hist/k?versionId=x'))).toBe('InvalidArgument');
  expect(code(await server.send('DELETE', `/hist/k?versionId=${id}`))).toBe('NotImplemented');
  const copy = await server.send('PUT', '/hist/back', {
    headers: { 'x-amz-copy-source': `/hist/k?versionId=${id}` },
  });
  expect(copy.headers['x-amz-copy-source-version-id']).toBe(id);
  expect((await server.send('GET', '/hist/back')).text).toBe('old');
});

test('commit.branch.repo is of a commit that the branch has, or had', async () => {
  await server.send('PUT', '/forked');
  await server.send('PUT', '/forked/k', { body: 'first' });
  const first = await backing.commit('org', 'forked', 'master');
  await server.send('PUT', '/side.forked');
  await server.send('PUT', '/side.forked/k', { body: 'aside' });
  const aside = await backing.commit('org', 'forked', 'side');
  expect((await server.send('GET', `/${first}.master.forked/k`)).text).toBe('first');
  expect((await server.send('GET', `/${aside.slice(0, 8)}.side.forked/k`)).text).toBe('aside');
  const refused = await server.send('HEAD', `/${aside}.master.forked/k`);
  expect([refused.status, refused.headers['x-lw-error']]).toEqual([
    404,
    `NoSuchBucket: Commit ${aside.slice(0, 12)} was never on forked@master.`,
  ]);
  expect(code(await server.send('GET', `/${first}.side.forked/k`))).toBe('NoSuchBucket');
  const repo = await backing.store.getRepo({ organisation: 'org', name: 'forked' });
  await updateBranch(backing.versions, { repo, name: 'side', head: first });
  for (const id of [aside, first])
    expect((await server.send('HEAD', `/${id}.side.forked/k`)).status).toBe(200);
});

test('the default branch stays while there are others', async () => {
  await server.send('PUT', '/both');
  await server.send('PUT', '/dev.both');
  const refused = await server.send('DELETE', '/master.both');
  expect([refused.status, code(refused)]).toEqual([409, 'InvalidBucketState']);
  expect((await server.send('DELETE', '/dev.both')).status).toBe(204);
  expect((await server.send('DELETE', '/master.both')).status).toBe(204);
  expect((await server.send('HEAD', '/both')).status).toBe(404);
});

test('only what is empty and unnamed goes', async () => {
  await server.send('PUT', '/gone');
  await server.send('PUT', '/dev.gone');
  await server.send('PUT', '/dev.gone/k', { body: 'x' });
  expect(code(await server.send('DELETE', '/dev.gone'))).toBe('BucketNotEmpty');
  expect(code(await server.send('DELETE', '/gone'))).toBe('BucketNotEmpty');
  await server.send('DELETE', '/dev.gone/k');
  expect((await server.send('DELETE', '/dev.gone')).status).toBe(204);
  expect((await server.send('HEAD', '/dev.gone')).status).toBe(404);
  expect((await server.send('DELETE', '/gone')).status).toBe(204);
  expect((await server.send('HEAD', '/gone')).status).toBe(404);
});

test('questions about a bucket', async () => {
  await server.send('PUT', '/q');
  expect((await server.send('GET', '/q?location')).text).toContain('LocationConstraint');
  expect(texts((await server.send('GET', '/q?versioning')).text, 'Status')).toEqual(['Enabled']);
  expect(code(await server.send('GET', '/q?policy'))).toBe('NoSuchBucketPolicy');
  expect(code(await server.send('GET', '/q?inventory'))).toBe('NotImplemented');
  expect(code(await server.send('PUT', '/q?acl'))).toBe('NotImplemented');
  expect(code(await server.send('PUT', '/q/k?tagging', { body: 'x' }))).toBe('NotImplemented');
  expect((await server.send('HEAD', '/q/k')).status).toBe(404);
  expect(texts((await server.send('GET', '/q?acl')).text, 'Permission')).toEqual(['FULL_CONTROL']);
  const enable = (status: string) =>
    server.send('PUT', '/q?versioning', {
      body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
    });
  expect((await enable('Enabled')).status).toBe(200);
  expect((await enable('Suspended')).status).toBe(501);
});

test('lists: pages, delimiters, both versions', async () => {
  await server.send('PUT', '/l');
  const keys = ['a', 'b/1', 'b/2', 'b//3', 'c--x', 'c--y', 'd'];
  for (const key of keys) await server.send('PUT', `/l/${key}`, { body: key });
  const sorted = [...keys].sort();
  const list = async (query: string) => (await server.send('GET', `/l?${query}`)).text;
  expect(texts(await list(''), 'Key')).toEqual(sorted);
  const folded = await list('list-type=2&delimiter=/');
  expect([texts(folded, 'Key'), texts(folded, 'KeyCount')]).toEqual([['a', 'c--x', 'c--y', 'd'], ['5']]);
  expect(texts(folded, 'Prefix')).toEqual(['b/']);
  expect(texts(await list('delimiter=--'), 'Prefix')).toEqual(['c--']);
  expect(texts(await list('prefix=b/&delimiter=/'), 'Key')).toEqual(['b/1', 'b/2']);
  expect(texts(await list('list-type=2&start-after=b/2'), 'Key')).toEqual(['c--x', 'c--y', 'd']);
  expect(texts(await list('marker=d'), 'Key')).toEqual([]);
  expect(texts(await list('max-keys=0'), 'IsTruncated')).toEqual(['false']);
  expect(await list('list-type=2&fetch-owner=true')).toContain('<Owner>');
  expect(await list('list-type=2')).not.toContain('<Owner>');
  for (const delimiter of ['', '&delimiter=/', '&delimiter=--']) {
    const whole = await list(`list-type=2${delimiter}`);
    const expected = [...texts(whole, 'Key'), ...texts(whole, 'Prefix')];
    for (const version of ['list-type=2&', '']) {
      const seen: string[] = [];
      for (let next: string | undefined = ''; next !== undefined; ) {
        const page: string = await list(`${version}max-keys=2${delimiter}${next}`);
        seen.push(...texts(page, 'Key'), ...texts(page, 'Prefix'));
        const token = texts(page, 'NextContinuationToken')[0];
        const marker = texts(page, 'NextMarker')[0];
        next = token ? `&continuation-token=${token}` : marker ? `&marker=${marker}` : undefined;
      }
      expect(seen.sort()).toEqual(expected.sort());
    }
  }
  for (const bad of ['max-keys=-1', 'max-keys=x', 'encoding-type=x', 'list-type=2&continuation-token=!'])
    expect(texts(await list(bad), 'Code')).toEqual(['InvalidArgument']);
});
