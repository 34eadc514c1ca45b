import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { blobBackendSuite } from './blob-backend.suite.ts';
import { fileBackend } from './file-backend.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { memoryBackend } from './memory-backend.ts';

const made: string[] = [];
const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'lw-blobs-'));
  made.push(path);
  return path;
};
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

blobBackendSuite('memory', async () => memoryBackend());
blobBackendSuite('files', async () => fileBackend({ fs: nodeFileSystem, root: await folder() }));

test('a put syncs the new folders, then the bytes, renames, and syncs the folder before it answers', async () => {
  const root = await folder();
  const steps: string[] = [];
  const note = (step: string, path: string) => void steps.push(`${step} ${path.slice(root.length) || '/'}`);
  const recording: FileSystem = {
    ...nodeFileSystem,
    async open(path, flags) {
      const file = await nodeFileSystem.open(path, flags);
      note('open', path);
      return {
        ...file,
        write: async (bytes) => (await file.write(bytes), note('write', path)),
        sync: async () => (await file.sync(), note('sync', path)),
      };
    },
    rename: async (from, to) => (await nodeFileSystem.rename(from, to), note('rename', to)),
    syncFolder: async (path) => (await nodeFileSystem.syncFolder(path), note('sync', path)),
  };
  await fileBackend({ fs: recording, root }).put('blob/ab/x', Buffer.from('hello'));
  expect(steps).toEqual([
    'sync /',
    'sync /blob',
    'open /blob/ab/x.unfinished',
    'write /blob/ab/x.unfinished',
    'sync /blob/ab/x.unfinished',
    'rename /blob/ab/x',
    'sync /blob/ab',
  ]);
});
