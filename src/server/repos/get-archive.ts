import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { readObject } from '../../versions/commands/read-object.ts';
import { walkEntries } from '../../versions/commands/walk-entries.ts';
import type { RefLike, Repo } from '../../versions/version-store.ts';
import type { Server } from '../server.ts';

/** All files below a prefix as a tar stream (POSIX pax, so that long and odd names survive), read as it is sent. */
export const getArchive = (server: Server, args: { repo: Repo; ref: RefLike; prefix: string }): Readable => {
  const archive = pack();
  const fill = async () => {
    for await (const { path, entry } of walkEntries(server.versions, args)) {
      const header = { name: path, size: entry.size, mtime: new Date(entry.modified), mode: 0o644 };
      const file = archive.entry({ ...header, ...(Buffer.byteLength(path) > 90 ? { pax: { path } } : {}) });
      const bytes = await readObject(server.versions, { sha256: entry.sha256 });
      await pipeline(Readable.from(bytes, { objectMode: false }), file);
    }
    archive.finalize();
  };
  fill().catch((error: unknown) => archive.destroy(error as Error));
  return Readable.from(archive);
};
