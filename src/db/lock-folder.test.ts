import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DriverName, hasDriver } from './load-driver.ts';
import { lockFolder } from './lock-folder.ts';

const source = new URL('./lock-folder.ts', import.meta.url).href;
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

describe.each(['better-sqlite3', 'libsql'] as const)(
  'the lock of a data folder, %s',
  (driver: DriverName) => {
    if (!hasDriver(driver)) return void test.skip('not installed', () => {});
    let folder = '';
    let children: ChildProcess[] = [];

    /** A real second process that takes the lock and holds it; `onTerm` is what it does when asked to end. */
    const holder = async (onTerm = 'process.exit(0)', extra = {}): Promise<ChildProcess> => {
      const options = JSON.stringify({ folder, driver, ...extra });
      const code = `import { lockFolder } from ${JSON.stringify(source)};
      process.on('SIGTERM', () => { ${onTerm} });
      lockFolder(${options}).then(
        () => process.stdout.write('held'),
        (error) => { process.stdout.write(JSON.stringify(error)); process.exit(1); });
      setInterval(() => {}, 1000);`;
      const args = ['--import', tsx, '--input-type=module', '-e', code];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const [said] = await once(child.stdout!, 'data');
      expect(String(said)).toBe('held');
      return child;
    };
    const ended = async (child: ChildProcess) =>
      child.exitCode === null && child.signalCode === null
        ? await once(child, 'exit')
        : [child.exitCode, child.signalCode];

    beforeEach(() => {
      folder = join(mkdtempSync(join(tmpdir(), 'lw-lock-')), 'data');
      children = [];
    });
    afterEach(async () => {
      for (const child of children) {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL');
          await once(child, 'exit');
        }
      }
      rmSync(join(folder, '..'), { recursive: true });
    });

    test('makes private files, and can be taken again after a release', async () => {
      for (let round = 0; round < 3; round += 1) {
        const lock = await lockFolder({ folder, driver });
        expect(statSync(folder).mode & 0o777).toBe(0o700);
        for (const name of ['lock.sqlite', 'lock.pid'])
          expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
        lock.release();
        lock.release();
        expect(existsSync(join(folder, 'lock.pid'))).toBe(false);
      }
    });

    test('a second start names the process that holds it', async () => {
      const child = await holder();
      const refused = lockFolder({ folder, driver });
      await expect(refused).rejects.toMatchObject({ code: 'data.locked', data: { folder, pid: child.pid } });
      expect(child.exitCode).toBe(null);
    });

    test('a killed holder leaves no lock, whatever lock.pid still says', async () => {
      const child = await holder();
      child.kill('SIGKILL');
      await ended(child);
      expect(existsSync(join(folder, 'lock.pid'))).toBe(true);
      (await lockFolder({ folder, driver })).release();
    });

    test('replaceHolder asks the holder to end and takes its place', async () => {
      const child = await holder();
      const lock = await lockFolder({ folder, driver, replaceHolder: true });
      expect(await ended(child)).toEqual([0, null]);
      lock.release();
    });

    test('replaceHolder kills a holder that does not end within the grace', async () => {
      const child = await holder('');
      const lock = await lockFolder({ folder, driver, replaceHolder: true, graceMs: 200 });
      expect(await ended(child)).toEqual([null, 'SIGKILL']);
      lock.release();
    });

    test('replaceHolder ends nobody when lock.pid names a process that is not the holder', async () => {
      await holder();
      const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      children.push(bystander);
      const forged = { pid: bystander.pid, processStart: '1', host: hostname(), since: '' };
      writeFileSync(join(folder, 'lock.pid'), JSON.stringify(forged));
      await expect(lockFolder({ folder, driver, replaceHolder: true, graceMs: 100 })).rejects.toMatchObject({
        code: 'data.locked',
      });
      expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
    });

    test('without a holder, replaceHolder simply takes the lock', async () => {
      (await lockFolder({ folder, driver, replaceHolder: true })).release();
    });
  },
);
