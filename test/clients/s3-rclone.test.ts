import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { clientTest, findTool, type Ran, runTool } from './find-tool.ts';
import { type S3Fixture, startS3Fixture, writeSampleTree } from './s3-fixture.ts';

const rclone = findTool('rclone');
let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await startS3Fixture();
});
afterAll(() => fixture.stop());

const run = async (...args: string[]): Promise<Ran> => {
  const ran = await runTool(rclone ?? '', args, {
    ...fixture.env,
    RCLONE_CONFIG: join(fixture.folder, 'rclone.conf'),
    RCLONE_CONFIG_LW_TYPE: 's3',
    RCLONE_CONFIG_LW_PROVIDER: 'Other',
    RCLONE_CONFIG_LW_ACCESS_KEY_ID: fixture.token,
    RCLONE_CONFIG_LW_SECRET_ACCESS_KEY: fixture.token,
    RCLONE_CONFIG_LW_ENDPOINT: fixture.endpoint,
    RCLONE_S3_CHUNK_SIZE: '5M',
    RCLONE_S3_UPLOAD_CUTOFF: '6M',
    RCLONE_RETRIES: '1',
  });
  if (ran.code !== 0) expect.fail(`rclone ${args.join(' ')}: ${ran.stderr}`);
  return ran;
};

clientTest(
  'rclone',
  rclone !== undefined,
  'rclone: sync twice moves nothing the second time, and check is clean',
  async () => {
    const up = join(fixture.folder, 'up');
    const down = join(fixture.folder, 'down');
    const files = writeSampleTree(up);
    await run('mkdir', 'lw:mirror');
    expect((await run('sync', up, 'lw:mirror/data', '-v')).stderr.match(/: Copied \(new\)/g)).toHaveLength(
      files.length,
    );
    const again = await run('sync', up, 'lw:mirror/data', '-v');
    expect(again.stderr).not.toMatch(/Copied|Deleted|Updated/);
    expect(again.stderr).toMatch(/There was nothing to transfer/);
    expect((await run('check', up, 'lw:mirror/data', '--download')).stderr).toMatch(/0 differences found/);
    expect((await run('check', up, 'lw:mirror/data')).stderr).toMatch(/0 differences found/);

    writeFileSync(join(up, 'a.txt'), 'other');
    execFileSync('rm', [join(up, 'sub/empty')]);
    const changed = await run('sync', up, 'lw:mirror/data', '-v');
    expect(changed.stderr).toMatch(/a\.txt: Copied \(replaced existing\)/);
    expect(changed.stderr).toMatch(/sub\/empty: Deleted/);
    await run('sync', 'lw:mirror/data', down);
    execFileSync('diff', ['-r', up, down]);
  },
);

clientTest('rclone', rclone !== undefined, 'rclone: list, copy and move on the server, purge', async () => {
  await run('mkdir', 'lw:ops');
  writeFileSync(join(fixture.folder, 'f'), 'content');
  await run('copyto', join(fixture.folder, 'f'), 'lw:ops/dir/f');
  await run('copyto', 'lw:ops/dir/f', 'lw:ops/dir/g');
  await run('moveto', 'lw:ops/dir/f', 'lw:ops/other/f');
  expect((await run('lsf', '-R', 'lw:ops')).stdout.split('\n').sort()).toEqual([
    '',
    'dir/',
    'dir/g',
    'other/',
    'other/f',
  ]);
  expect((await run('cat', 'lw:ops/other/f')).stdout).toBe('content');
  await run('purge', 'lw:ops');
  expect((await run('lsd', 'lw:')).stdout).not.toMatch(/ ops\n/);
});
