import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lw, runLw } from '../run-lw.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'lw-cli-'));
  await lw(server, ['create', 'repo', 'data']);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
const run = (...args: string[]) => lw(server, args);

test('exit codes: 1 refused with its code, 2 usage, 3 no server', async () => {
  expect(await runLw(server, ['inspect', 'repo', 'nothing'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^error repo\.not_found: /),
  });
  expect(await runLw(server, ['inspect', 'repo'])).toMatchObject({ code: 2 });
  expect(await runLw(server, ['no', 'such', 'thing'])).toMatchObject({ code: 2 });
  // what the API finds malformed was typed wrong
  expect(await runLw(server, ['create', 'repo', 'a b'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error request\.invalid: .*name/),
  });
  expect(await runLw({ ...server, url: 'http://127.0.0.1:1' }, ['list', 'repo'])).toMatchObject({
    code: 3,
    err: expect.stringContaining('No server'),
  });
  expect(await runLw({ ...server, token: 'wrong'.repeat(8) }, ['list', 'repo'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('auth.token_unknown'),
  });
});

test('one put is one commit, however many files; names that would leave the folder are escaped on the way out', async () => {
  const source = join(folder, 'source');
  await mkdir(join(source, 'deep/er'), { recursive: true });
  await writeFile(join(source, 'a.txt'), 'one');
  await writeFile(join(source, 'deep/er/b.txt'), 'two');
  await writeFile(join(source, 'empty'), '');
  await run('put', 'file', 'data@master:/', '-r', '-f', source, '-m', 'three files');
  const log = (await run('list', 'commit', 'data@master', '--raw'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { message: string; authors: { changes: number }[] });
  expect(log.map((commit) => commit.message)).toEqual(['three files']);
  expect(log[0]?.authors[0]?.changes).toBe(3);
  await run('get', 'file', '-r', 'data@master:/', '-o', join(folder, 'out'));
  expect(await readFile(join(folder, 'out/deep/er/b.txt'), 'utf8')).toBe('two');
  expect(await readFile(join(folder, 'out/empty'), 'utf8')).toBe('');
  await run('get', 'file', 'data@master:/a.txt', '-o', join(folder, 'a-again'));
  expect(await readFile(join(folder, 'a-again'), 'utf8')).toBe('one');
});

test('splits: lines and CSV with their header in each file, counting from 0; append; standard input', async () => {
  await writeFile(join(folder, 'rows.csv'), 'id,text\n1,"a\nb"\n2,c\n3,d\n');
  await run(
    'put',
    'file',
    'data@master:/rows',
    '-f',
    join(folder, 'rows.csv'),
    '--split',
    'csv',
    '--target-file-datums',
    '2',
    '--header-records',
    '1',
  );
  expect(await run('get', 'file', 'data@master:/rows/0000000000000000')).toBe('id,text\n1,"a\nb"\n2,c\n');
  expect(await run('get', 'file', 'data@master:/rows/0000000000000001')).toBe('id,text\n3,d\n');
  await lw(server, ['put', 'file', 'data@master:/notes.txt'], { input: 'first\n' });
  await lw(server, ['put', 'file', 'data@master:/notes.txt', '-a'], { input: 'second\n' });
  expect(await run('get', 'file', 'data@master:/notes.txt')).toBe('first\nsecond\n');
});

test('the branch that a repo came with may be made again, as pachctl’s scripts do; others may not', async () => {
  expect(await run('create', 'branch', 'data@master')).toContain('came with the repo');
  await run('create', 'branch', 'data@twice');
  for (const args of [['data@twice'], ['data@master', '--head', 'twice']])
    expect(await runLw(server, ['create', 'branch', ...args])).toMatchObject({ code: 1 });
  expect(JSON.parse(await run('--raw', 'inspect', 'repo', 'data'))).toMatchObject({ name: 'data' });
});

test('start and finish: one commit of what lies between, and the policy is what it was', async () => {
  await run('create', 'branch', 'data@held');
  await run('update', 'branch', 'data@held', '--commit-policy', 'each');
  await lw(server, ['put', 'file', 'data@held:/before'], { input: 'x' });
  await run('start', 'commit', 'data@held');
  await lw(server, ['put', 'file', 'data@held:/one'], { input: 'x' });
  await lw(server, ['put', 'file', 'data@held:/two'], { input: 'x' });
  const id = (await run('finish', 'commit', 'data@held', '-m', 'both')).trim();
  const branch = JSON.parse(await run('inspect', 'branch', 'data@held', '--raw')) as unknown;
  expect(branch).toMatchObject({ head: id, policy: 'each', staged: 0 });
  expect((await run('list', 'commit', 'data@held', '--raw')).trim().split('\n')).toHaveLength(2);
  // a commit by its first digits
  await run('update', 'branch', 'data@held', '--commit-policy', 'manual', '--if-head', id.slice(0, 12));
  expect((await runLw(server, ['finish', 'commit', 'data@held'])).err).toContain('not started from here');
  expect(JSON.parse(await run('inspect', 'branch', 'data@held', '--raw'))).toMatchObject({
    policy: 'manual',
  });
});

test('branches, tags, diff, copy, restore', async () => {
  await lw(server, ['put', 'file', 'data@master:/state.txt'], { input: 'old' });
  await run('create', 'tag', 'data@before', '--head', 'master');
  await lw(server, ['put', 'file', 'data@master:/state.txt'], { input: 'new' });
  expect(await run('diff', 'file', 'data@master:/', 'data@before')).toContain('~  /state.txt');
  await run('copy', 'file', 'data@before:/state.txt', 'data@master:/copy.txt');
  expect(await run('get', 'file', 'data@master:/copy.txt')).toBe('old');
  await run('restore', 'branch', 'data@master', 'before');
  expect(await run('get', 'file', 'data@master:/state.txt')).toBe('old');
  expect(await runLw(server, ['get', 'file', 'data@master:/copy.txt'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('file.not_found'),
  });
  expect(await runLw(server, ['put', 'file', 'data@before:/x'], { input: 'x' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('ref.read_only'),
  });
});

test('a first commit is compared with nothing; the default branch stays until another one is it', async () => {
  await run('create', 'repo', 'begun');
  await lw(server, ['put', 'file', 'begun@master:/a.txt'], { input: 'x' });
  expect(await run('diff', 'file', 'begun@master:/')).toMatch(/^\+ {2}\/a\.txt /m);
  await run('create', 'branch', 'begun@next', '--head', 'master');
  expect(await runLw(server, ['delete', 'branch', 'begun@master'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('error branch.default: '),
  });
  await run('update', 'repo', 'begun', '--default-branch', 'next');
  await run('delete', 'branch', 'begun@master');
  expect(await run('list', 'branches', 'begun', '--raw')).toMatch(/^{"name":"next".*}\n$/);
});

test('manual: nothing is a commit until it is said, and naming the head says what it leaves out', async () => {
  await run('create', 'branch', 'data@quiet', '--head', 'before');
  await run('update', 'branch', 'data@quiet', '--commit-policy', 'manual');
  await lw(server, ['put', 'file', 'data@quiet:/later.txt'], { input: 'x' });
  const rows = (await run('list', 'file', 'data@quiet:/', '--raw')).trim().split('\n');
  const staged = rows
    .map((line) => JSON.parse(line) as { path: string; staged: boolean })
    .filter((file) => file.staged);
  expect(staged.map((file) => file.path)).toEqual(['later.txt']);
  expect((await runLw(server, ['create', 'branch', 'data@early', '--head', 'quiet'])).err).toContain(
    '1 staged change',
  );
  expect((await run('commit', 'branch', 'data@quiet', '-m', 'said')).trim()).toMatch(/^[0-9a-f]{64}$/);
  expect((await run('commit', 'branch', 'data@quiet')).trim()).toBe('Nothing changed');
  expect(await runLw(server, ['commit', 'branch', 'data@quiet', '--if-head', '0'.repeat(64)])).toMatchObject({
    code: 1,
    err: expect.stringContaining('branch.moved'),
  });
});
