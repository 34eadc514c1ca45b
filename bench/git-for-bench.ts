import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { pathOf, smallText } from './store-for-bench.ts';

export const hasGit = (): boolean => spawnSync('git', ['--version']).status === 0;

/** Runs git in a folder with a clean configuration; throws what it said when it failed. */
export const git = (folder: string, args: readonly string[]): string => {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'b',
    GIT_AUTHOR_EMAIL: 'b@localhost',
    GIT_COMMITTER_NAME: 'b',
    GIT_COMMITTER_EMAIL: 'b@localhost',
  };
  const done = spawnSync('git', ['-c', 'gc.auto=0', ...args], { cwd: folder, env, maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
  return done.stdout.toString();
};

/** A repository with `count` small files in one commit, in a pack (its best case), and checked out. */
export const fillGit = async (folder: string, count: number, checkout: boolean): Promise<void> => {
  git(folder, ['init', '-q', '-b', 'master']);
  const importer = spawn('git', ['fast-import', '--quiet'], {
    cwd: folder,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const send = async (text: string): Promise<void> => {
    if (!importer.stdin.write(text)) await once(importer.stdin, 'drain');
  };
  await send('commit refs/heads/master\ncommitter b <b@localhost> 1750000000 +0000\ndata 3\nall\n');
  for (let n = 0; n < count; n++) {
    const text = smallText(n);
    await send(`M 100644 inline ${pathOf(n)}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  }
  importer.stdin.end();
  const [status] = (await once(importer, 'exit')) as [number];
  if (status !== 0) throw new Error('git fast-import failed');
  if (checkout) git(folder, ['reset', '-q', '--hard']);
};
