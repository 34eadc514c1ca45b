import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type StartOptions = {
  /** A data folder to start on again; a new one unless given. */
  readonly dir?: string;
  /** More settings; they win over those made here. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** false: no account is made at start. */
  readonly account?: boolean;
};

export type RunningServer = {
  readonly url: string;
  /** Of the first account, an owner; also both keys of an S3 client. */
  readonly token: string;
  readonly email: string;
  readonly password: string;
  /** The data folder. */
  readonly dir: string;
  readonly pid: number;
  /** What the log said so far. */
  readonly log: () => string;
  /** Resolves when the process is gone, with its exit code (null when a signal ended it). */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** SIGTERM; also removes the data folder unless told to keep it. Rejects when it did not end with 0. */
  stop(options?: { readonly keep?: boolean }): Promise<void>;
};

const token = 'testtoken0123456789testtoken0123456789ab';
const email = 'owner@example.org';
const password = 'correct horse battery';
const patienceMs = 60_000;

/** Starts the real program in a process of its own, on a free port, and waits until it is ready. */
export const startServer = async (options: StartOptions = {}): Promise<RunningServer> => {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'lw-data-'));
  const account = {
    LABELWRIGHT_USERNAME: email,
    LABELWRIGHT_PASSWORD: password,
    LABELWRIGHT_USER_TOKEN: token,
  };
  const child = spawn(process.execPath, [...(await program()), ...(options.args ?? [])], {
    // a folder without a .env
    cwd: dir,
    env: {
      ...ownEnvironment(),
      // answers are held against the contract
      NODE_ENV: 'test',
      LABELWRIGHT_PORT: '0',
      LABELWRIGHT_DATA_DIR: dir,
      ...(options.account === false ? {} : account),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const kill = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  const url = await waitForReady(child, ended, () => log);
  return {
    url,
    token,
    email,
    password,
    dir,
    pid: child.pid ?? -1,
    log: () => log,
    kill,
    async stop({ keep = false } = {}) {
      const running = child.exitCode === null && child.signalCode === null;
      const code = running ? await kill('SIGTERM') : 0;
      if (!keep) rmSync(dir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the server ended with ${code}:\n${log}`);
    },
  };
};

/** Rejects with what the program said when it ends before it is ready. */
const waitForReady = (
  child: ChildProcess,
  ended: Promise<number | null>,
  log: () => string,
): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server was not ready after ${patienceMs / 1000} s:\n${log()}`));
    }, patienceMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^ready (\S+)$/m.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    void ended.then((code) => {
      clearTimeout(late);
      reject(new Error(`the server ended with ${code} before it was ready:\n${log()}`));
    });
  });

/** The build when it is of this source, else the source. */
const program = async (): Promise<readonly string[]> => {
  const script: string = new URL('../scripts/build.mjs', import.meta.url).href;
  const { isBuilt } = (await import(/* @vite-ignore */ script)) as { isBuilt: () => boolean };
  if (isBuilt()) return [fileURLToPath(new URL('../dist/server/main.js', import.meta.url))];
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return ['--import', tsx, fileURLToPath(new URL('../src/server/main.ts', import.meta.url))];
};

/** Settings of whoever runs the tests must not leak into the server under test. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(LABELWRIGHT_|LABEL_STUDIO_|CDSW_APP_PORT$|SERVICE_SECRET$|NODE_ENV$|NODE_OPTIONS$)/.test(name),
    ),
  );
