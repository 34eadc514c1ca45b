import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../shared/errors/app-error.ts';
import { type DriverName, loadDriver } from './load-driver.ts';
import { type Holder, isRunning, readHolder, writeHolder } from './lock-holder.ts';

export type FolderLock = {
  /** Gives the folder free; the end of the process does so too. */
  release(): void;
};

export type LockFolder = {
  readonly folder: string;
  /** End the process that holds the folder, and only that one, and take its place. */
  readonly replaceHolder?: boolean;
  /** How long that process may take to end by itself before it is killed; 10 s unless told. */
  readonly graceMs?: number;
  readonly driver?: DriverName;
};

/**
 * Takes a data folder (made with mode 0700) for this process. The lock is the kernel's, on `lock.sqlite`: it ends
 * with the process however that ends, so it is never stale. Who holds it stands beside, in `lock.pid`, which
 * counts only while the lock is held. Throws AppError `data.locked` with the holder's pid.
 *
 * While the lock is held nothing in this process may open and close `lock.sqlite`: POSIX drops a process's locks
 * on a file with the first handle that it closes.
 */
export const lockFolder = async ({
  folder,
  replaceHolder = false,
  graceMs = 10_000,
  driver,
}: LockFolder): Promise<FolderLock> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holderFile = join(folder, 'lock.pid');
  const take = (): FolderLock | undefined => {
    const release = lockFile(join(folder, 'lock.sqlite'), driver);
    if (!release) return undefined;
    writeHolder(holderFile);
    return {
      release() {
        rmSync(holderFile, { force: true });
        release();
      },
    };
  };

  const lock = take();
  if (lock) return lock;
  const holder = await waitForHolder(holderFile);
  // the holder may have ended while we looked for its name
  const late = holder ? undefined : take();
  if (late) return late;
  const refusal = new AppError('data.locked', { folder, pid: holder?.pid ?? 'of an unknown number' });
  if (!replaceHolder || !holder || holder.pid === process.pid) throw refusal;
  const taken = await endHolder({ holder, holderFile, take, graceMs });
  if (!taken) throw refusal;
  return taken;
};

/** Ends the holder: asked at first, killed after the grace; each time only while it is still the one that holds. */
const endHolder = async ({
  holder,
  holderFile,
  take,
  graceMs,
}: {
  readonly holder: Holder;
  readonly holderFile: string;
  readonly take: () => FolderLock | undefined;
  readonly graceMs: number;
}): Promise<FolderLock | undefined> => {
  for (const [signal, patience] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', 5_000],
  ] as const) {
    const lock = take();
    if (lock) return lock;
    const now = readHolder(holderFile);
    // another name is another process, left alone; no name is a holder about to let go
    if (now && !isSame(now, holder)) return undefined;
    if (now && isRunning(holder) && !signalled(holder.pid, signal)) return undefined;
    const begin = performance.now();
    while (performance.now() - begin < patience) {
      await sleep(50);
      const late = take();
      if (late) return late;
    }
  }
  return undefined;
};

const isSame = (a: Holder, b: Holder): boolean => a.pid === b.pid && a.processStart === b.processStart;

/** false when that process is not ours to end; one that has ended meanwhile is fine. */
const signalled = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'ESRCH';
  }
};

/** The name is written just after the lock is taken, so a new holder may need a moment. */
const waitForHolder = async (file: string): Promise<Holder | undefined> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const holder = readHolder(file);
    if (holder && isRunning(holder)) return holder;
    await sleep(50);
  }
  return undefined;
};

/** Takes the kernel lock without waiting; answers how to release it, or undefined when another has it. */
const lockFile = (file: string, driver?: DriverName): (() => void) | undefined => {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const connection = loadDriver(driver).open(file, { timeout: 0 });
  try {
    connection.exec('PRAGMA busy_timeout = 0');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    const { code } = error as { code?: string };
    if (code?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    // said aloud: libsql's close may come later than its call
    connection.exec('ROLLBACK');
    connection.close();
  };
};

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
