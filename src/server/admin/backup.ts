import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, pack } from 'tar-stream';
import { AppError } from '../../shared/errors/app-error.ts';
import { nodeFileSystem } from '../../versions/blobs/file-system.ts';
import { backupFiles } from '../../versions/commands/backup-files.ts';
import { restoreFiles } from '../../versions/restore-files.ts';
import type { MaintenanceCommand } from './maintenance-command.ts';
import { waitForUpkeepLease } from '../upkeep/upkeep-lease.ts';
import { openStore } from './open-store.ts';
import { plural } from '../../shared/plural.ts';

/**
 * `backup FILE`: the whole data folder (accounts, projects, objects) as one tar, also while a server runs on it.
 * The file appears under its name only when it is whole and synced. It waits for gc of any process, which then waits
 * for it.
 */
export const backupCommand: MaintenanceCommand = {
  name: 'backup',
  async run({ dataDir, args, raw, print }) {
    const file = resolve(requireFile(args));
    const partial = `${file}.partial`;
    const store = await openStore(dataDir, { alone: false });
    const lease = await waitForUpkeepLease(store.versions, 'backup', () =>
      process.stderr.write('gc is under way; the backup begins when it is done\n'),
    );
    let files = 0;
    let bytes = 0;
    try {
      const archive = pack();
      const written = pipeline(archive, createWriteStream(partial, { mode: 0o600 }));
      written.catch(() => undefined);
      const temporary = join(dataDir, 'backup.sqlite.tmp');
      for await (const { name, size, body } of backupFiles(store.versions, { temporary })) {
        await pipeline(Readable.from(body), archive.entry({ name, size, mode: 0o600 }));
        files += 1;
        bytes += size;
      }
      archive.finalize();
      await written;
      await sync(partial);
      await rename(partial, file);
      await sync(dirname(file));
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    } finally {
      await lease.release();
      await store.close();
    }
    print(
      raw
        ? JSON.stringify({ file, files, bytes })
        : `${plural(files, 'file')}, ${plural(bytes, 'byte')} in ${file}`,
    );
    return 0;
  },
};

/** `restore-backup FILE`: makes a data folder, which must be empty or absent, from a backup. */
export const restoreBackupCommand: MaintenanceCommand = {
  name: 'restore-backup',
  async run({ dataDir, args, raw, print }) {
    const file = resolve(requireFile(args));
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const archive = extract();
    const reading = pipeline(createReadStream(file), archive);
    reading.catch(() => undefined);
    const fail = (error: unknown): never => {
      throw new AppError('backup.invalid', { reason: (error as Error).message }, { cause: error });
    };
    const restored = await restoreFiles({ fs: nodeFileSystem, folder: dataDir }, entries(archive)).catch(
      fail,
    );
    await reading.catch(fail);
    print(
      raw
        ? JSON.stringify(restored)
        : `${plural(restored.files, 'file')}, ${plural(restored.bytes, 'byte')} in ${dataDir}`,
    );
    return 0;
  },
};

async function* entries(archive: ReturnType<typeof extract>) {
  for await (const entry of archive) {
    yield { name: entry.header.name, body: entry as unknown as AsyncIterable<Uint8Array> };
  }
}

const requireFile = ([file]: readonly string[]): string => {
  if (!file) throw new AppError('request.invalid', { reason: 'give the name of the backup’s file' });
  return file;
};

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
