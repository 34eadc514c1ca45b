import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { unfinished } from '../blobs/blob-backend.ts';
import type { BackupFiles } from '../version-commands.ts';

/**
 * The files of a whole data folder, consistent while it runs: journal sealed, then a copy of the database,
 * then every blob that the copy can name. gc waits meanwhile.
 */
export const backupFiles: BackupFiles = async function* (versions, { temporary }) {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let held = (): void => undefined;
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const gcWaits = versions.locks.run('gc', () => {
    held();
    return finished;
  });
  try {
    await holding;
    await versions.sealer.seal();
    await versions.db.backup(temporary);
    const { size } = await stat(temporary);
    yield { name: 'labelwright.sqlite', size, body: createReadStream(temporary) };
    for await (const { key, size: length } of versions.backend.list('')) {
      if (key.endsWith(unfinished)) continue;
      yield { name: `objects/${key}`, size: length, body: versions.backend.getRange(key, 0, length) };
    }
  } finally {
    finish();
    await gcWaits;
    await rm(temporary, { force: true });
  }
};
