import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dbMigrations } from '../src/db/migrations.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { fileBackend } from '../src/versions/blobs/file-backend.ts';
import { nodeFileSystem } from '../src/versions/blobs/file-system.ts';
import { commitEdits } from '../src/versions/commands/commit-edits.ts';
import { createBranch } from '../src/versions/commands/create-branch.ts';
import { createRepo } from '../src/versions/commands/create-repo.ts';
import { openBulk } from '../src/versions/commands/open-bulk.ts';
import { versionMigrations } from '../src/versions/migrations.ts';
import { openVersions } from '../src/versions/open-versions.ts';
import type { Commit, Edit, Repo } from '../src/versions/version-store.ts';
import type { Versions } from '../src/versions/versions.ts';

export const author = { id: 'bench', name: 'Bench' } as const;

export type BenchStore = {
  readonly versions: Versions;
  readonly repo: Repo;
  close(): Promise<void>;
};

/** A store as the server opens it: threads, WAL with full sync, blobs in a folder. */
export const openBenchStore = async (folder: string): Promise<BenchStore> => {
  await mkdir(join(folder, 'objects'), { recursive: true });
  const db = await openDatabase({
    file: join(folder, 'labelwright.sqlite'),
    migrations: [...dbMigrations, ...versionMigrations],
  });
  const versions = await openVersions({
    db,
    backend: fileBackend({ fs: nodeFileSystem, root: join(folder, 'objects') }),
    clock: Date.now,
    random: randomBytes,
    onError: (error) => console.error(error),
  });
  const repo = await createRepo(versions, { organisation: 'bench', name: 'files' });
  await createBranch(versions, { repo, name: 'master', policy: { type: 'manual' } });
  return {
    versions,
    repo,
    async close() {
      await versions.close();
      await db.close();
    },
  };
};

/** 1,000 files to a folder; in order. */
export const pathOf = (n: number): string =>
  `d${Math.floor(n / 1000)
    .toString()
    .padStart(5, '0')}/f${(n % 1000).toString().padStart(3, '0')}.json`;

/** The same small content for us and for the peer. */
export const smallText = (n: number): string => `{"id":${n},"text":"the text of item ${n}"}\n`;

/** Commits `count` small files at once. */
export const fillStore = async ({ versions, repo }: BenchStore, count: number): Promise<Commit> => {
  const bulk = openBulk(versions);
  for (let n = 0; n < count; n++) await bulk.write(Buffer.from(smallText(n)));
  await bulk.done();
  const edits = async function* (): AsyncGenerator<Edit> {
    for (let n = 0; n < count; n++) {
      const bytes = Buffer.from(smallText(n));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const etag = createHash('md5').update(bytes).digest('hex');
      const modified = 1_750_000_000_000;
      const entry = {
        sha256,
        size: bytes.length,
        modified,
        contentType: 'application/json',
        metadata: {},
        etag,
      };
      yield { path: pathOf(n), entry };
    }
  };
  const commit = await commitEdits(versions, {
    repo,
    branch: 'master',
    edits,
    held: true,
    message: 'all',
    author,
  });
  if (commit === null) throw new Error('nothing was committed');
  return commit;
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const round = (ms: number): number => Math.round(ms * 100) / 100;
