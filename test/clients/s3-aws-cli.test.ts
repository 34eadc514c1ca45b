import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { clientTest, findTool, runTool } from './find-tool.ts';
import { type S3Fixture, startS3Fixture, writeSampleTree } from './s3-fixture.ts';

const aws = findTool('aws');
let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await startS3Fixture();
});
afterAll(() => fixture.stop());

const run = async (...args: string[]): Promise<string> => {
  const ran = await runTool(aws ?? '', args, fixture.env);
  if (ran.code !== 0) expect.fail(`aws ${args.join(' ')}: ${ran.stderr}`);
  return ran.stdout;
};
const refused = async (env: Record<string, string>, ...args: string[]): Promise<string> => {
  const ran = await runTool(aws ?? '', args, { ...fixture.env, ...env });
  expect(ran.code).not.toBe(0);
  return ran.stderr;
};
const check = (name: string, test: () => Promise<void>) =>
  clientTest('aws', aws !== undefined, `aws: ${name}`, test);

check('sync up, and a second time nothing; sync down gives the same tree', async () => {
  const up = join(fixture.folder, 'up');
  const down = join(fixture.folder, 'down');
  const files = writeSampleTree(up);
  await run('s3', 'mb', 's3://synced');
  expect((await run('s3', 'sync', up, 's3://synced/data', '--no-progress')).match(/^upload:/gm)).toHaveLength(
    files.length,
  );
  expect(await run('s3', 'sync', up, 's3://synced/data', '--no-progress')).toBe('');
  writeFileSync(join(up, 'a.txt'), 'changed size');
  expect(await run('s3', 'sync', up, 's3://synced/data', '--no-progress')).toMatch(/^upload: .*a\.txt/);
  await run('s3', 'sync', 's3://synced/data', down, '--no-progress');
  execFileSync('diff', ['-r', up, down]);
  expect(await run('s3', 'sync', 's3://synced/data', down, '--no-progress')).toBe('');
});

check('buckets, listing, copy, move, remove', async () => {
  await run('s3', 'mb', 's3://one');
  await run('s3', 'mb', 's3://dev.one');
  expect(await run('s3', 'ls')).toMatch(/dev\.one[\s\S]*master\.one[\s\S]* one/);
  writeFileSync(join(fixture.folder, 'f.txt'), 'content');
  await run('s3', 'cp', join(fixture.folder, 'f.txt'), 's3://one/x/f.txt');
  await run('s3', 'cp', 's3://one/x/f.txt', 's3://dev.one/f.txt');
  expect(await run('s3', 'ls', 's3://one')).toContain('PRE x/');
  expect(await run('s3', 'ls', 's3://one/x/')).toMatch(/\s7 f\.txt/);
  await run('s3', 'mv', 's3://dev.one/f.txt', 's3://dev.one/g.txt');
  expect(await run('s3', 'cp', 's3://dev.one/g.txt', '-')).toBe('content');
  await run('s3', 'rm', 's3://one', '--recursive');
  expect(await run('s3', 'ls', 's3://one', '--recursive')).toBe('');
  await run('s3', 'rb', 's3://dev.one', '--force');
  await run('s3', 'rb', 's3://one');
  expect(await refused({}, 's3api', 'head-bucket', '--bucket', 'one')).toContain('404');
});

check('a file in parts, copied in parts, keeps its bytes', async () => {
  const big = join(fixture.folder, 'big');
  writeFileSync(big, Buffer.alloc(20 * 2 ** 20 + 5, 'abcdefg'));
  await run('s3', 'mb', 's3://parts');
  await run(
    's3',
    'cp',
    big,
    's3://parts/big',
    '--metadata',
    'who=me',
    '--content-type',
    'x/y',
    '--no-progress',
  );
  await run('s3', 'cp', 's3://parts/big', 's3://parts/copy', '--no-progress');
  await run('s3', 'cp', 's3://parts/copy', `${big}.back`, '--no-progress');
  expect(readFileSync(`${big}.back`).equals(readFileSync(big))).toBe(true);
  const head = JSON.parse(await run('s3api', 'head-object', '--bucket', 'parts', '--key', 'big'));
  expect(head).toMatchObject({
    ContentType: 'x/y',
    Metadata: { who: 'me' },
    ContentLength: 20 * 2 ** 20 + 5,
  });
  expect(head.ETag).toMatch(/-3"$/);
});

check('presign gives a link that works without keys', async () => {
  await run('s3', 'mb', 's3://links');
  writeFileSync(join(fixture.folder, 'l.txt'), 'linked');
  await run('s3', 'cp', join(fixture.folder, 'l.txt'), 's3://links/a b.txt');
  const url = (await run('s3', 'presign', 's3://links/a b.txt')).trim();
  expect(await (await fetch(url)).text()).toBe('linked');
  const broken = url.replace(/Signature=.{3}/, 'Signature=AAA');
  expect((await fetch(broken)).status).toBe(403);
});

check('a wrong token is refused with the reason', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'wrong0000000000000000', AWS_SECRET_ACCESS_KEY: 'wrong0000000000000000' };
  expect(await refused(env, 's3', 'ls')).toMatch(/InvalidAccessKeyId.*not known/);
  expect(await refused({ AWS_SECRET_ACCESS_KEY: 'x' }, 's3', 'ls')).toContain('SignatureDoesNotMatch');
});
