import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The program of an install of Label Studio, which is not ours to install: it is large. */
export const labelStudioBin: string | undefined = process.env['LABEL_STUDIO_BIN'];

export type LabelStudio = {
  readonly url: string;
  readonly token: string;
  /** Of its one user. */
  readonly email: string;
  stop(): Promise<void>;
};

const patienceMs = 600_000;

/** Starts a real Label Studio on SQLite in a new folder, on a free port, with one user; takes minutes on a busy machine. */
export const startLabelStudio = async (program: string): Promise<LabelStudio> => {
  const folder = await mkdtemp(join(tmpdir(), 'label-studio-'));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const token = '0123456789abcdef0123456789abcdef01234567';
  const email = 'owner@example.org';
  const env = {
    ...process.env,
    LABEL_STUDIO_BASE_DATA_DIR: folder,
    LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN: 'true',
    LABEL_STUDIO_USERNAME: email,
    LABEL_STUDIO_PASSWORD: 'benchbenchbench1',
    LABEL_STUDIO_USER_TOKEN: token,
    COLLECT_ANALYTICS: 'false',
  };
  const child: ChildProcess = spawn(
    program,
    ['start', '--no-browser', '--port', port, '--log-level', 'ERROR'],
    { env, cwd: folder, stdio: 'ignore' },
  );
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill()) await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const isReady = (): Promise<boolean> =>
    fetch(`${url}/api/projects/`, { headers: { authorization: `Token ${token}` } }).then(
      (answer) => answer.ok,
      () => false,
    );
  for (const end = Date.now() + patienceMs; !(await isReady()); await wait(500)) {
    if (child.exitCode === null && Date.now() < end) continue;
    await stop();
    throw new Error(`Label Studio did not start (${program})`);
  }
  return { url, token, email, stop };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
