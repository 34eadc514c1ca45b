import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { hasDriver } from '../db/load-driver.ts';
import { fileBackend } from './blobs/file-backend.ts';
import { nodeFileSystem } from './blobs/file-system.ts';
import { ifHeadSuite } from './if-head.suite.ts';
import { openTestStore } from './test-versions.ts';

const made: string[] = [];
const files = async () => {
  const root = await mkdtemp(join(tmpdir(), 'lw-heads-'));
  made.push(root);
  return fileBackend({ fs: nodeFileSystem, root });
};
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

for (const driver of ['better-sqlite3', 'libsql'] as const)
  if (hasDriver(driver)) {
    ifHeadSuite(`ifHead, ${driver}, blobs in memory`, () => openTestStore({ driver }));
    ifHeadSuite(`ifHead, ${driver}, blobs in files`, async () =>
      openTestStore({ driver, backend: await files() }),
    );
  } else test.skip(`ifHead on ${driver}: not installed`, () => {});
