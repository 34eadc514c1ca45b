import type { Database } from '../db/database.ts';
import type { BlobBackend } from './blobs/blob-backend.ts';
import { branchLocks } from './branch-locks.ts';
import { commitEvents } from './commit-events.ts';
import { createCommitter } from './committer.ts';
import { hashPool } from './objects/hash-pool.ts';
import { objectStore } from './objects/object-store.ts';
import { createSealer } from './objects/sealer.ts';
import { settlers } from './settlers.ts';
import { nodeStore } from './tree/node-store.ts';
import type { Versions } from './versions.ts';

export type OpenVersions = {
  readonly db: Database;
  readonly backend: BlobBackend;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Told what broke in the background: sealing, idle commits. */
  readonly onError?: (error: unknown) => void;
  /** false: no timers, for tools that open the store for one command. */
  readonly background?: boolean;
};

/** Opens the store over a database that has `versionMigrations`, and commits what is staged and due. */
export const openVersions = async (options: OpenVersions): Promise<Versions> => {
  const { db, backend, clock, random, onError = () => undefined, background = true } = options;
  const hashes = hashPool();
  const objects = objectStore({ db, backend, hashes, clock, random });
  const sealer = createSealer({ db, backend, clock, random, onError, background });
  const committer = createCommitter({ onError, background });
  const versions: Versions = {
    db,
    backend,
    objects,
    nodes: nodeStore(objects),
    sealer,
    locks: branchLocks(),
    events: commitEvents(),
    settlers: settlers(),
    clock,
    random,
    staged: committer.staged,
    async close() {
      await committer.close();
      await sealer.close();
      if (background) await sealer.seal();
      await hashes.close();
    },
  };
  await committer.start(versions);
  return versions;
};
