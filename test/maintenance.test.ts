import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from '../src/client/create-client.ts';
import { startServer } from './start-server.ts';

const script = fileURLToPath(new URL('../src/server/maintain.ts', import.meta.url));
const maintain = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('exit', (code) => resolve({ code, out, err }));
  });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lw-maintain-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a backup of a running server, restored elsewhere, is the same place', async () => {
  const server = await startServer();
  const client = createClient(server);
  await client.repos.create({ body: { name: 'things' } });
  const params = { repo: 'things', ref: 'master', path: 'a/b.txt' };
  await client.repos.putFile({ params, body: Buffer.from('kept') });
  await client.repos.putFile({ params: { ...params, path: 'big' }, body: Buffer.alloc(300_000, 'x') });
  await client.repos.commitBranch({
    params: { repo: 'things', branch: 'master' },
    body: {},
  });
  const { head } = await client.repos.getBranch({ params: { repo: 'things', branch: 'master' } });
  const file = join(folder, 'backup.tar');
  expect(await maintain('backup', file, '--data', server.dir)).toMatchObject({ code: 0, err: '' });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect((await maintain('fsck', '--data', server.dir)).out).toBe('clean\n');
  const refused = await maintain('fsck', '--rebuild', '--data', server.dir);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(`process ${server.pid}`) });
  await server.stop();

  const copy = join(folder, 'copy');
  expect(await maintain('restore-backup', file, '--data', copy)).toMatchObject({ code: 0, err: '' });
  expect(await maintain('restore-backup', file, '--data', copy)).toMatchObject({ code: 1 });
  expect(await maintain('fsck', '--data', copy)).toMatchObject({ code: 0, out: 'clean\n' });
  const again = await startServer({ dir: copy });
  const there = createClient(again);
  expect(await (await there.repos.getFile({ params })).text()).toBe('kept');
  const found = await there.repos.getCommit({ params: { repo: 'things', ref: 'master' } });
  expect(found.id).toBe(head);
  await again.stop();
});

test('damage is found and said, and a rebuilt store is the old one', async () => {
  const server = await startServer();
  const client = createClient(server);
  await client.repos.create({ body: { name: 'things' } });
  const params = { repo: 'things', ref: 'master', path: 'file' };
  await client.repos.putFile({ params, body: Buffer.alloc(200_000, 'y') });
  await client.repos.commitBranch({ params: { repo: 'things', branch: 'master' }, body: {} });
  const { head } = await client.repos.getBranch({ params: { repo: 'things', branch: 'master' } });
  await server.stop({ keep: true });

  expect(await maintain('fsck', '--rebuild', '--data', server.dir)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/rebuilt .*\nclean\n$/),
  });
  const again = await startServer({ dir: server.dir });
  const branch = await createClient(again).repos.getBranch({ params: { repo: 'things', branch: 'master' } });
  expect(branch.head).toBe(head);
  await again.stop({ keep: true });

  const blob = readdirSync(join(server.dir, 'objects', 'blob'), {
    recursive: true,
    withFileTypes: true,
  }).find((entry) => entry.isFile());
  if (!blob) throw new Error('no blob was written');
  writeFileSync(join(blob.parentPath, blob.name), Buffer.alloc(200_000, 'z'));
  const damaged = await maintain('fsck', '--data', server.dir);
  expect(damaged.code).toBe(1);
  expect(damaged.out).toMatch(/^damage object [0-9a-f]{64} .*\n1 damaged\n$/);
  rmSync(server.dir, { recursive: true, force: true });
});

test('what is no data folder, and what is no command, is refused', async () => {
  expect(await maintain('fsck', '--data', folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('data.none'),
  });
  expect(await maintain('frobnicate')).toMatchObject({ code: 2 });
});
