import { AppError } from '../../shared/errors/app-error.ts';
import { type BlobBackend, type BlobInfo, BlobMissing, unfinished } from './blob-backend.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { openFiles } from './open-files.ts';

const chunkSize = 256 * 1024;

/**
 * Blobs as files below `root`, which must be there. A put writes beside its place, syncs the file, renames it
 * and syncs the folder: a blob that can be seen is whole.
 */
export const fileBackend = ({ fs, root }: { fs: FileSystem; root: string }): BlobBackend => {
  const folders = new Map<string, Promise<void>>();
  const reading = openFiles((key) => fs.open(`${root}/${key}`, 'r'));

  /** Makes `root/a/b` and syncs the folder above each new one; once per folder and process. */
  const ensureFolder = (path: string): Promise<void> => {
    if (path === '') return Promise.resolve();
    const known = folders.get(path);
    if (known !== undefined) return known;
    const above = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const made = (async () => {
      await ensureFolder(above);
      // Synced even when it was there: the process that made it may have died before its sync.
      await fs.makeFolder(`${root}/${path}`);
      await fs.syncFolder(above === '' ? root : `${root}/${above}`);
    })();
    folders.set(path, made);
    made.catch(() => folders.delete(path));
    return made;
  };

  const info = async (key: string): Promise<BlobInfo | null> => {
    try {
      return { key, ...(await fs.stat(`${root}/${key}`)) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };

  async function* listFolder(folder: string, prefix: string): AsyncGenerator<BlobInfo> {
    const path = folder === '' ? root : `${root}/${folder}`;
    const items = await fs.readFolder(path).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    for (const { name, isFolder } of items) {
      const key = folder === '' ? name : `${folder}/${name}`;
      if (isFolder) {
        if (key.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* listFolder(key, prefix);
      } else if (key.startsWith(prefix)) {
        const found = await info(key);
        if (found !== null) yield found;
      }
    }
  }

  return {
    async put(key, body) {
      const folder = key.includes('/') ? key.slice(0, key.lastIndexOf('/')) : '';
      const place = `${root}/${key}`;
      let file: OpenFile | undefined;
      let size = 0;
      try {
        await ensureFolder(folder);
        file = await fs.open(place + unfinished, 'wx');
        for await (const chunk of body instanceof Uint8Array ? [body] : body) {
          await file.write(chunk);
          size += chunk.length;
        }
        await file.sync();
        await file.close();
        await fs.rename(place + unfinished, place);
        await fs.syncFolder(folder === '' ? root : `${root}/${folder}`);
        return size;
      } catch (error) {
        await file?.close().catch(() => undefined);
        if (file !== undefined) await fs.remove(place + unfinished).catch(() => undefined);
        if (isFull(error)) throw new AppError('storage.full', {}, { cause: error });
        throw error;
      }
    },
    async *getRange(key, start, end) {
      if (end <= start) return;
      const { file, release } = await reading.acquire(key).catch((error: unknown) => {
        throw isMissing(error) ? new BlobMissing(key) : error;
      });
      try {
        for (let at = start; at < end; ) {
          const into = Buffer.allocUnsafeSlow(Math.min(chunkSize, end - at));
          const read = await file.read(into, at);
          if (read === 0) throw new BlobMissing(key);
          at += read;
          yield into.subarray(0, read);
        }
      } finally {
        release();
      }
    },
    has: info,
    list: (prefix) => listFolder('', prefix),
    delete(key) {
      reading.forget(key);
      return fs.remove(`${root}/${key}`);
    },
  };
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
