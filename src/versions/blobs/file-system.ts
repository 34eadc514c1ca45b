import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';

/** The few calls that the file backend needs, so that a test can record or break them. */
export type FileSystem = {
  /** `wx`: makes the file, mode 0600, and fails when there is one. Errors carry Node's `code`. */
  open(path: string, flags: 'wx' | 'r'): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Mode 0700; false when there is one already. */
  makeFolder(path: string): Promise<boolean>;
  syncFolder(path: string): Promise<void>;
  readFolder(path: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  stat(path: string): Promise<{ readonly size: number; readonly modified: number }>;
};

export type OpenFile = {
  /** Appends all of it. */
  write(bytes: Uint8Array): Promise<void>;
  /** Reads up to `into.length` bytes; 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  sync(): Promise<void>;
  close(): Promise<void>;
};

export const nodeFileSystem: FileSystem = {
  async open(path, flags) {
    const handle = await open(path, flags, 0o600);
    return {
      async write(bytes) {
        for (let at = 0; at < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
          at += bytesWritten;
        }
      },
      read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  async makeFolder(path) {
    try {
      await mkdir(path, { mode: 0o700 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  },
  async syncFolder(path) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async readFolder(path) {
    const found = await readdir(path, { withFileTypes: true });
    return found.map((item) => ({ name: item.name, isFolder: item.isDirectory() }));
  },
  async stat(path) {
    const { size, mtimeMs } = await stat(path);
    return { size, modified: Math.floor(mtimeMs) };
  },
};
