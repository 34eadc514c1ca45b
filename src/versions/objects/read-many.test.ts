import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { memoryBackend } from '../blobs/memory-backend.ts';
import { openBulk } from '../commands/open-bulk.ts';
import { readObjects } from '../commands/read-objects.ts';
import { stageChanges } from '../commands/stage-changes.ts';
import { writeObject } from '../commands/write-object.ts';
import { ann, openTestStore, type TestStore } from '../test-versions.ts';

let store: TestStore;
afterEach(() => store.close());

test('objects of packs, of the journal and of blobs come as they were written; neighbours by one read', async () => {
  const backend = memoryBackend();
  store = await openTestStore({ backend });
  const { versions, repo } = store;
  const bodies = [...Array(300).keys()].map((n) => Buffer.from(`packed ${n} `.repeat(20)));
  const bulk = openBulk(versions);
  const written = [];
  for (const body of bodies) written.push(await bulk.write(body));
  await bulk.done();
  const others = [Buffer.from('in the journal'), randomBytes(100_000), Buffer.alloc(0)];
  for (const body of others) {
    const object = await writeObject(versions, { body });
    const change = { type: 'put', path: `${written.length}`, object, contentType: 'x/y' } as const;
    await stageChanges(versions, { repo, branch: 'master', changes: [change], author: ann });
    written.push(object);
  }
  const ranges: string[] = [];
  const { getRange } = backend;
  Object.assign(backend, {
    getRange: (key: string, start: number, end: number) => {
      ranges.push(key);
      return getRange(key, start, end);
    },
  });
  const hashes = written.map(({ sha256 }) => sha256).toReversed();
  const found = await readObjects(versions, { hashes: [...hashes, hashes[0] ?? ''] });
  expect(found.size).toBe(303);
  for (const [at, body] of [...bodies, ...others].entries())
    expect(Buffer.compare(found.get(written[at]?.sha256 ?? '') ?? Buffer.from('none'), body)).toBe(0);
  // the pack, and the blob
  expect(ranges).toHaveLength(2);
  expect(await readObjects(versions, { hashes: [] })).toEqual(new Map());
});

test('what is gone is an error, also when the whole pack is', async () => {
  const backend = memoryBackend();
  store = await openTestStore({ backend });
  const { versions } = store;
  const missing = readObjects(versions, { hashes: ['f'.repeat(64)] });
  await expect(missing).rejects.toMatchObject({ code: 'object.missing' });
  const bulk = openBulk(versions);
  const { sha256 } = await bulk.write(Buffer.from('packed'));
  await bulk.done();
  for await (const { key } of backend.list('pack/')) await backend.delete(key);
  await expect(readObjects(versions, { hashes: [sha256] })).rejects.toMatchObject({ code: 'object.missing' });
});
