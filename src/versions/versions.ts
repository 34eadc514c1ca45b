import type { Database } from '../db/database.ts';
import type { BlobBackend } from './blobs/blob-backend.ts';
import type { BranchLocks } from './branch-locks.ts';
import type { CommitEvents } from './commit-events.ts';
import type { ObjectStore } from './objects/object-store.ts';
import type { Sealer } from './objects/sealer.ts';
import type { Settlers } from './settlers.ts';
import type { NodeStore } from './tree/node-store.ts';

/** What every command gets. Effects come in through it: the database, the blobs, the clock, randomness. */
export type Versions = {
  readonly db: Database;
  readonly backend: BlobBackend;
  readonly objects: ObjectStore;
  readonly nodes: NodeStore;
  readonly sealer: Sealer;
  readonly locks: BranchLocks;
  readonly events: CommitEvents;
  /** Those who are asked to commit what waits elsewhere for a branch before its head is named. */
  readonly settlers: Settlers;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Told the ref's uid whenever something was staged under `idle`; the Committer listens. */
  readonly staged: (refUid: string) => void;
  /** Stops the timers and moves the journal into packs. The database is the caller's to close. */
  close(): Promise<void>;
};
