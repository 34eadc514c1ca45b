import type { OpenFile } from './file-system.ts';

export type OpenFiles = {
  /** The file of a key, open until `release`; reading many objects of one pack opens it once. */
  acquire(key: string): Promise<{ readonly file: OpenFile; release(): void }>;
  /** Closes the file of a deleted blob as soon as nobody reads it. */
  forget(key: string): void;
};

type Held = { readonly file: Promise<OpenFile>; users: number; forgotten: boolean };

const most = 64;
const idleMs = 5_000;

/** Keeps the files that were read last open: at most 64, and none for long once nobody reads. */
export const openFiles = (open: (key: string) => Promise<OpenFile>): OpenFiles => {
  const files = new Map<string, Held>();
  let sweeping: NodeJS.Timeout | undefined;

  const close = (held: Held): void => {
    if (held.users === 0) void held.file.then((file) => file.close()).catch(() => undefined);
  };
  const forget = (key: string): void => {
    const held = files.get(key);
    if (held === undefined) return;
    files.delete(key);
    held.forgotten = true;
    close(held);
  };
  const sweep = (): void => {
    sweeping = undefined;
    for (const [key, held] of files) if (held.users === 0) forget(key);
    if (files.size > 0) sweepLater();
  };
  const sweepLater = (): void => {
    sweeping ??= setTimeout(sweep, idleMs).unref();
  };

  return {
    async acquire(key) {
      let held = files.get(key);
      if (held === undefined) {
        held = { file: open(key), users: 0, forgotten: false };
        held.file.catch(() => forget(key));
      }
      // The Map's order is that of use.
      files.delete(key);
      files.set(key, held);
      held.users += 1;
      for (const [oldest, { users }] of files) {
        if (files.size <= most) break;
        if (users === 0) forget(oldest);
      }
      sweepLater();
      const taken = held;
      const release = (): void => {
        taken.users -= 1;
        if (taken.forgotten) close(taken);
      };
      try {
        return { file: await taken.file, release };
      } catch (error) {
        taken.users -= 1;
        throw error;
      }
    },
    forget,
  };
};
