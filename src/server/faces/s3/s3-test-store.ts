import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../db/open-database.ts';
import { memoryBackend } from '../../../versions/blobs/memory-backend.ts';
import { createTag } from '../../../versions/commands/create-tag.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import { openVersions } from '../../../versions/open-versions.ts';
import { createEvents, type ServerEvent } from '../../events.ts';
import { allMigrations } from '../../migrations.ts';
import type { Server } from '../../server.ts';
import { createS3Store } from './create-s3-store.ts';

/** For tests: the real store and use cases, over a database file of its own and blobs in memory. */
export const openS3TestStore = async () => {
  const folder = await mkdtemp(join(tmpdir(), 's3-store-'));
  const db = await openDatabase({
    file: join(folder, 'db.sqlite'),
    migrations: allMigrations,
    threads: false,
  });
  const failed: unknown[] = [];
  const versions = await openVersions({
    db,
    backend: memoryBackend(),
    clock: Date.now,
    random: randomBytes,
    onError: (error) => void failed.push(error),
  });
  const published: ServerEvent[] = [];
  const events = createEvents((error) => void failed.push(error));
  events.subscribe((event) => void published.push(event));
  // Of the server the use cases of repos touch only these.
  const server = { db, versions, events, clock: Date.now, random: randomBytes } as unknown as Server;
  return {
    store: createS3Store(server),
    versions,
    published,
    failed,
    /** The commit of a branch's present state, tagged when a name is given. */
    commit: async (organisation: string, name: string, branch: string, tag?: string): Promise<string> => {
      const repo = await getRepo(versions, { organisation, name });
      const { commit } = await nameHead(versions, { repo, ref: branch });
      if (tag !== undefined) await createTag(versions, { repo, name: tag, head: commit });
      return commit;
    },
    close: async (): Promise<void> => {
      await versions.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export type S3TestStore = Awaited<ReturnType<typeof openS3TestStore>>;
