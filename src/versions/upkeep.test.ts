import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { dbMigrations } from '../db/migrations.ts';
import { openDatabase } from '../db/open-database.ts';
import type { BlobBackend } from './blobs/blob-backend.ts';
import { fileBackend } from './blobs/file-backend.ts';
import { nodeFileSystem } from './blobs/file-system.ts';
import { memoryBackend } from './blobs/memory-backend.ts';
import { backupFiles } from './commands/backup-files.ts';
import { commitEdits } from './commands/commit-edits.ts';
import { createBranch } from './commands/create-branch.ts';
import { createTag } from './commands/create-tag.ts';
import { deleteBranch } from './commands/delete-branch.ts';
import { fsck } from './commands/fsck.ts';
import { gc } from './commands/gc.ts';
import { getEntry } from './commands/get-entry.ts';
import { openBulk } from './commands/open-bulk.ts';
import { readObject } from './commands/read-object.ts';
import { rebuild } from './commands/rebuild.ts';
import { sealStaging } from './commands/seal-staging.ts';
import { stageChanges } from './commands/stage-changes.ts';
import { writeObject } from './commands/write-object.ts';
import { versionMigrations } from './migrations.ts';
import { openVersions } from './open-versions.ts';
import { restoreFiles } from './restore-files.ts';
import { ann, openTestStore, type TestStore, textOf } from './test-versions.ts';
import type { Damage, Edit } from './version-store.ts';
import type { Versions } from './versions.ts';

const opened: TestStore[] = [];
const open = async (options?: Parameters<typeof openTestStore>[0]): Promise<TestStore> => {
  const store = await openTestStore(options);
  opened.push(store);
  return store;
};
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const damageOf = async (versions: Versions): Promise<Damage[]> => {
  const found: Damage[] = [];
  for await (const damage of fsck(versions)) found.push(damage);
  return found;
};

const blobsOf = async (backend: BlobBackend, prefix = ''): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of backend.list(prefix)) keys.push(key);
  return keys.sort();
};

const bytesOf = async (backend: BlobBackend, key: string, end: number): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of backend.getRange(key, 0, end)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** A history with everything in it: branches, tags, a large file, provenance, something staged. */
const fill = async (store: TestStore): Promise<void> => {
  const { versions, repo } = store;
  await store.put(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`d/${i}`, `text ${i}`])));
  await sealStaging(versions, { repo, branch: 'master' });
  const object = await writeObject(versions, { body: randomBytes(400_000) });
  const change = { type: 'put', path: 'large', object, contentType: 'x/y', metadata: { k: 'é' } } as const;
  await stageChanges(versions, { repo, branch: 'master', changes: [change], author: ann });
  const one = await sealStaging(versions, { repo, branch: 'master' });
  await createTag(versions, { repo, name: 'v1', head: 'master' });
  await createBranch(versions, { repo, name: 'side', head: 'master', policy: { type: 'idle', seconds: 7 } });
  await store.put({ 'd/7': null, x: 'y' });
  const provenance = [{ repo: repo.uid, commit: one?.id ?? '' }];
  await sealStaging(versions, { repo, branch: 'master', provenance });
  await store.put({ staged: 'only', 'd/9': null });
};

/** All rows that a rebuild makes again. `start` and `storage` too: places do not change. */
const dump = async ({ versions }: { versions: Versions }) => {
  const tables: Record<string, unknown[]> = {};
  const columns = {
    repo: '*',
    ref: '*',
    staged: '*',
    repo_commit: 'repo, id, tree, time, body',
    commit_source: '*',
    object: 'sha256, size, place, storage, start',
    journal: 'sha256',
  };
  for (const [table, what] of Object.entries(columns)) {
    const [result] = await versions.db.write([
      {
        sql: `select ${what} from ${table} order by 1, 2, 3`.replace(
          table === 'journal' ? ', 2, 3' : '-',
          '',
        ),
        parameters: [],
      },
    ]);
    tables[table] = [...(result?.rows ?? [])];
  }
  return tables;
};

describe('fsck', () => {
  test('a rebuilt database equals the old one', async () => {
    const store = await open();
    await fill(store);
    await store.versions.sealer.seal();
    const before = await dump(store);
    expect(before['staged']).toHaveLength(2);
    expect(before['commit_source']).toHaveLength(1);
    expect(await damageOf(store.versions)).toEqual([]);
    const other = await open({ backend: store.backend });
    const { damage } = await rebuild(other.versions);
    expect(damage).toEqual([]);
    expect(await dump(other)).toEqual(before);
    expect(await damageOf(other.versions)).toEqual([]);
    expect(await sealStaging(other.versions, { repo: store.repo, branch: 'master' })).not.toBe(null);
  });

  test('names every flipped bit and every lost blob, and what they touch', async () => {
    const store = await open();
    const { versions, repo, backend } = store;
    await fill(store);
    await versions.sealer.seal();
    const [pack] = await blobsOf(backend, 'pack/');
    const [blob] = await blobsOf(backend, 'blob/');
    const entry = await getEntry(versions, { repo, ref: 'master', path: 'd/123' });
    const size = (await backend.has(pack as string))?.size ?? 0;
    const bytes = await bytesOf(backend, pack as string, size);
    const at = bytes.indexOf('text 123');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await backend.put(pack as string, bytes);
    await backend.delete(blob as string);
    const found = await damageOf(versions);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({ type: 'object', sha256: entry?.sha256, storage: pack }),
    );
    expect(found).toContainEqual(expect.objectContaining({ type: 'object', storage: blob }));
    await versions.db.write([
      { sql: 'delete from object where sha256 = ?', parameters: [entry?.sha256 ?? ''] },
    ]);
    expect(await damageOf(versions)).toContainEqual(expect.objectContaining({ type: 'file', path: 'd/123' }));
  });

  test('a damaged pack is named by a rebuild, and all else is rebuilt', async () => {
    const store = await open();
    await fill(store);
    await store.versions.sealer.seal();
    const [pack] = await blobsOf(store.backend, 'pack/');
    const size = (await store.backend.has(pack as string))?.size ?? 0;
    const bytes = await bytesOf(store.backend, pack as string, size - 200);
    await store.backend.put(pack as string, bytes);
    const other = await open({ backend: store.backend });
    const { damage, objects } = await rebuild(other.versions);
    expect(damage).toHaveLength(1);
    expect(objects).toBeGreaterThan(250);
  });
});

describe('gc', () => {
  test('frees what nothing names, after a day, and nothing else', async () => {
    const store = await open();
    const { versions, repo, backend } = store;
    await fill(store);
    await createBranch(versions, { repo, name: 'doomed', policy: { type: 'each' } });
    const object = await writeObject(versions, { body: randomBytes(300_000) });
    const change = { type: 'put', path: 'big', object, contentType: 'x/y' } as const;
    await stageChanges(versions, { repo, branch: 'doomed', changes: [change], author: ann });
    await deleteBranch(versions, { repo, name: 'doomed' });
    await versions.sealer.seal();
    expect(await gc(versions)).toMatchObject({ commits: 0, objects: 0 });
    await backend.put('blob/zz/cut-short.unfinished', Buffer.alloc(10));
    store.pass(25 * 60 * 60 * 1000);
    // Its bytes come again before they are freed: kept.
    const again = await writeObject(versions, { body: Buffer.from('text 7') });
    await stageChanges(versions, {
      repo,
      branch: 'side',
      changes: [{ type: 'put', path: 'again', object: again, contentType: 'x/y' }],
      author: ann,
    });
    const freed = await gc(versions);
    expect(freed.commits).toBe(1);
    expect(freed.objects).toBeGreaterThanOrEqual(3);
    expect(freed.bytes).toBe(300_010);
    expect(await blobsOf(backend, 'blob/')).toHaveLength(1);
    expect(await damageOf(versions)).toEqual([]);
    expect(await gc(versions)).toMatchObject({ commits: 0, objects: 0, bytes: 0 });
  });

  test('rewrites a pack that is mostly dead', async () => {
    const store = await open();
    const { versions, repo, backend } = store;
    await createBranch(versions, { repo, name: 'doomed', policy: { type: 'each' } });
    await store.put({ a: 'x'.repeat(60_000), b: 'y'.repeat(60_000) }, { branch: 'doomed' });
    await store.put({ kept: 'kept' });
    await sealStaging(versions, { repo, branch: 'master' });
    await deleteBranch(versions, { repo, name: 'doomed' });
    await versions.sealer.seal();
    const before = await blobsOf(backend, 'pack/');
    store.pass(25 * 60 * 60 * 1000);
    await gc(versions);
    const after = await blobsOf(backend, 'pack/');
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    const entry = await getEntry(versions, { repo, ref: 'master', path: 'kept' });
    expect(await textOf(await readObject(versions, { sha256: entry?.sha256 ?? '' }))).toBe('kept');
    expect(await damageOf(versions)).toEqual([]);
  });
});

describe('durability', () => {
  test('bytes are synced before the plan that names them', async () => {
    const memory = memoryBackend();
    const steps: string[] = [];
    const backend: BlobBackend = {
      ...memory,
      async put(key, body) {
        const size = await memory.put(key, body);
        steps.push(`synced ${key}`);
        return size;
      },
    };
    const store = await open({ backend });
    const watched: Versions = {
      ...store.versions,
      db: {
        ...store.db,
        write: (plan) => {
          for (const { parameters } of plan) {
            for (const value of parameters) {
              if (typeof value === 'string' && /^(blob|pack)\//.test(value)) steps.push(`named ${value}`);
            }
          }
          return store.db.write(plan);
        },
      },
    };
    const object = await writeObject(watched, { body: randomBytes(200_000) });
    const change = { type: 'put', path: 'l', object, contentType: 'x/y' } as const;
    await stageChanges(watched, { repo: store.repo, branch: 'master', changes: [change], author: ann });
    const bulk = openBulk(watched);
    await bulk.write(Buffer.from('small'));
    await bulk.done();
    expect(new Set(steps.filter((step) => step.startsWith('named'))).size).toBe(2);
    for (const [i, step] of steps.entries()) {
      if (step.startsWith('named')) expect(steps.slice(0, i)).toContain(step.replace('named', 'synced'));
    }
  });

  test('bulk files of many packs commit and read back', async () => {
    const store = await open();
    const { versions, repo } = store;
    const bulk = openBulk(versions);
    const edits: Edit[] = [];
    for (let i = 0; i < 3000; i++) {
      const body = randomBytes(8000);
      const { sha256, size, md5 } = await bulk.write(body);
      const path = `f/${i.toString().padStart(5, '0')}`;
      edits.push({ path, entry: { sha256, size, modified: 1, contentType: 'x/y', metadata: {}, etag: md5 } });
    }
    await bulk.done();
    await commitEdits(versions, { repo, branch: 'master', edits, held: true, message: 'all', author: ann });
    expect((await blobsOf(store.backend, 'pack/')).length).toBeGreaterThan(2);
    const entry = await getEntry(versions, { repo, ref: 'master', path: 'f/02999' });
    expect(entry?.sha256).toBe(edits[2999]?.entry?.sha256);
    expect(await damageOf(versions)).toEqual([]);
  });

  test('a backup taken while it runs opens as an equal store', async () => {
    const root = await mkdtemp(join(tmpdir(), 'lw-backup-'));
    try {
      await mkdir(join(root, 'objects'));
      const backend = fileBackend({ fs: nodeFileSystem, root: join(root, 'objects') });
      const store = await open({ backend });
      await fill(store);
      const target = join(root, 'restored');
      await mkdir(target);
      await restoreFiles(
        { fs: nodeFileSystem, folder: target },
        backupFiles(store.versions, { temporary: join(root, 'copy.sqlite') }),
      );
      await store.put({ later: 'not in the backup' });
      expect((await readdir(target)).sort()).toEqual(['labelwright.sqlite', 'objects']);
      const db = await openDatabase({
        file: join(target, 'labelwright.sqlite'),
        migrations: [...dbMigrations, ...versionMigrations],
        threads: false,
      });
      const versions = await openVersions({
        db,
        backend: fileBackend({ fs: nodeFileSystem, root: join(target, 'objects') }),
        clock: Date.now,
        random: randomBytes,
        background: false,
      });
      expect(await damageOf(versions)).toEqual([]);
      expect(await getEntry(versions, { repo: store.repo, ref: 'master', path: 'staged' })).not.toBe(null);
      expect(await getEntry(versions, { repo: store.repo, ref: 'master', path: 'later' })).toBe(null);
      await versions.close();
      await db.close();
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
