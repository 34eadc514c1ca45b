import type { FileSystem } from './blobs/file-system.ts';

type BackupFile = { readonly name: string; readonly body: AsyncIterable<Uint8Array> };

const allowed =
  /^(labelwright\.sqlite|objects\/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*)$/;

/**
 * Writes a backup into a data folder that is there and empty, synced. The database comes last under its name,
 * so that a restore that was cut short is no data folder. Throws on names that a backup never holds.
 */
export const restoreFiles = async (
  { fs, folder }: { fs: FileSystem; folder: string },
  files: AsyncIterable<BackupFile>,
): Promise<{ files: number; bytes: number }> => {
  if ((await fs.readFolder(folder)).some(({ name }) => name === 'labelwright.sqlite' || name === 'objects')) {
    throw new Error(`${folder} holds data already`);
  }
  const made = new Set<string>();
  const makeFolders = async (path: string): Promise<void> => {
    if (path === '' || made.has(path)) return;
    await makeFolders(parentOf(path));
    await fs.makeFolder(`${folder}/${path}`);
    made.add(path);
  };
  let count = 0;
  let bytes = 0;
  let database = false;
  for await (const { name, body } of files) {
    if (!allowed.test(name)) throw new Error(`${name} does not belong into a backup`);
    database ||= name === 'labelwright.sqlite';
    await makeFolders(parentOf(name));
    const file = await fs.open(
      `${folder}/${name === 'labelwright.sqlite' ? 'restoring.sqlite' : name}`,
      'wx',
    );
    try {
      for await (const chunk of body) {
        await file.write(chunk);
        bytes += chunk.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    count++;
  }
  if (!database) throw new Error('the backup holds no database; it is not whole');
  for (const path of ['', ...made]) await fs.syncFolder(path === '' ? folder : `${folder}/${path}`);
  await fs.rename(`${folder}/restoring.sqlite`, `${folder}/labelwright.sqlite`);
  await fs.syncFolder(folder);
  return { files: count, bytes };
};

const parentOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
