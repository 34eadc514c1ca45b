import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../../db/lock-folder.ts';
import { openDatabase } from '../../db/open-database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { programVersion } from '../../shared/program-version.ts';
import { fileBackend } from '../../versions/blobs/file-backend.ts';
import { nodeFileSystem } from '../../versions/blobs/file-system.ts';
import { openVersions } from '../../versions/open-versions.ts';
import type { Versions } from '../../versions/versions.ts';
import { allMigrations } from '../migrations.ts';

export type OpenedStore = {
  readonly versions: Versions;
  /** No server runs on the folder, and none can start meanwhile. */
  readonly alone: boolean;
  close(): Promise<void>;
};

/**
 * Opens the store of a data folder for one command, beside a running server or (`alone`) only without one.
 * Errors: data.none, data.locked.
 */
export const openStore = async (
  dataDir: string,
  { alone }: { readonly alone: boolean },
): Promise<OpenedStore> => {
  const root = join(dataDir, 'objects');
  if (!existsSync(join(dataDir, 'labelwright.sqlite')) && !existsSync(root)) {
    throw new AppError('data.none', { folder: dataDir });
  }
  const lock = await lockFolder({ folder: dataDir }).catch((error: unknown) => {
    if (!alone && error instanceof AppError && error.code === 'data.locked') return null;
    throw error;
  });
  const file = join(dataDir, 'labelwright.sqlite');
  const db = await openDatabase({ file, migrations: allMigrations, program: programVersion, threads: false });
  mkdirSync(root, { recursive: true });
  const versions = await openVersions({
    db,
    backend: fileBackend({ fs: nodeFileSystem, root }),
    clock: Date.now,
    random: (size) => randomBytes(size),
    background: false,
  });
  return {
    // sealing beside a running server is the server's to do
    versions: lock
      ? versions
      : { ...versions, sealer: { ...versions.sealer, seal: async () => ({ objects: 0, packs: 0 }) } },
    alone: lock !== null,
    async close() {
      await versions.close();
      await db.close();
      lock?.release();
    },
  };
};
