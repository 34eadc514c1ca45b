import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dbMigrations } from '../db/migrations.ts';
import type { DriverName } from '../db/load-driver.ts';
import { openDatabase } from '../db/open-database.ts';
import type { OpenedDatabase } from '../db/opened-database.ts';
import type { BlobBackend } from './blobs/blob-backend.ts';
import { memoryBackend } from './blobs/memory-backend.ts';
import { createBranch } from './commands/create-branch.ts';
import { createRepo } from './commands/create-repo.ts';
import { stageChanges } from './commands/stage-changes.ts';
import { writeObject } from './commands/write-object.ts';
import { versionMigrations } from './migrations.ts';
import { openVersions } from './open-versions.ts';
import type { Change, CommitPolicy, Repo } from './version-store.ts';
import type { Versions } from './versions.ts';

export type TestStore = {
  readonly versions: Versions;
  readonly db: OpenedDatabase;
  readonly backend: BlobBackend;
  readonly repo: Repo;
  /** Moves the clock on, in milliseconds. */
  pass(ms: number): void;
  put(
    files: Record<string, string | null>,
    options?: { branch?: string; ifHead?: string | null },
  ): Promise<void>;
  close(): Promise<void>;
};

export const ann = { id: 'u1', name: 'Ann' } as const;

type Options = {
  readonly background?: boolean;
  readonly policy?: CommitPolicy;
  readonly backend?: BlobBackend;
  readonly driver?: DriverName;
  /** false: the real clock. */
  readonly fakeClock?: boolean;
};

/** A store in memory blobs and a real database file, with one repo and its branch `master`. */
export const openTestStore = async (options: Options = {}): Promise<TestStore> => {
  const { background = false, policy = { type: 'manual' }, fakeClock = true } = options;
  const folder = await mkdtemp(join(tmpdir(), 'lw-versions-'));
  const db = await openDatabase({
    file: join(folder, 'test.sqlite'),
    migrations: [...dbMigrations, ...versionMigrations],
    threads: false,
    ...(options.driver === undefined ? {} : { driver: options.driver }),
  });
  let now = 1_750_000_000_000;
  const clock = fakeClock ? () => now++ : Date.now;
  const backend = options.backend ?? memoryBackend(clock);
  const versions = await openVersions({
    db,
    backend,
    clock,
    random: randomBytes,
    background,
    onError: (error) => {
      throw error;
    },
  });
  const repo = await createRepo(versions, { organisation: 'o1', name: 'raw' });
  await createBranch(versions, { repo, name: 'master', policy });
  return {
    versions,
    db,
    backend,
    repo,
    pass: (ms) => void (now += ms),
    async put(files, { branch = 'master', ifHead } = {}) {
      const changes: Change[] = [];
      for (const [path, text] of Object.entries(files)) {
        if (text === null) changes.push({ type: 'delete', path });
        else {
          const object = await writeObject(versions, { body: Buffer.from(text) });
          changes.push({ type: 'put', path, object, contentType: 'text/plain' });
        }
      }
      await stageChanges(versions, { repo, branch, changes, author: ann, ifHead });
    },
    async close() {
      await versions.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const textOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
