import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { completeUpload } from './commands/complete-upload.ts';
import { copyEntry } from './commands/copy-entry.ts';
import { createBranch } from './commands/create-branch.ts';
import { createTag } from './commands/create-tag.ts';
import { createUpload } from './commands/create-upload.ts';
import { getBranch } from './commands/get-branch.ts';
import { getEntry } from './commands/get-entry.ts';
import { globEntries } from './commands/glob-entries.ts';
import { listEntries } from './commands/list-entries.ts';
import { log } from './commands/log.ts';
import { nameHead } from './commands/name-head.ts';
import { putPart } from './commands/put-part.ts';
import { readObject } from './commands/read-object.ts';
import { resolveRef } from './commands/resolve-ref.ts';
import { sealStaging } from './commands/seal-staging.ts';
import { stageChanges } from './commands/stage-changes.ts';
import { stagedCount } from './commands/staged-count.ts';
import { updateBranch } from './commands/update-branch.ts';
import { writeObject } from './commands/write-object.ts';
import { ann, openTestStore, type TestStore, textOf } from './test-versions.ts';
import type { Commit } from './version-store.ts';

const opened: TestStore[] = [];
const open = async (options?: Parameters<typeof openTestStore>[0]): Promise<TestStore> => {
  const store = await openTestStore(options);
  opened.push(store);
  return store;
};
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const seal = async ({ versions, repo }: TestStore, message?: string): Promise<Commit> =>
  (await sealStaging(versions, { repo, branch: 'master', message })) ?? expect.fail('nothing to commit');

const names = async ({ versions, repo }: TestStore, ref: string, options = {}) =>
  (await listEntries(versions, { repo, ref, ...options })).items.map((item) =>
    item.type === 'file' ? item.path : `${item.prefix}*`,
  );

describe('staging', () => {
  test('is readable on the branch at once, and nowhere else', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ 'a.txt': 'one', 'b.txt': 'two' });
    const entry = await getEntry(versions, { repo, ref: 'master', path: 'a.txt' });
    expect(entry).toMatchObject({
      size: 3,
      contentType: 'text/plain',
      etag: 'f97c5d29941bfb1b2fdab0874906ab82',
    });
    expect(await textOf(await readObject(versions, { sha256: entry?.sha256 ?? '' }))).toBe('one');
    expect(await names(store, 'master')).toEqual(['a.txt', 'b.txt']);
    expect(await stagedCount(versions, { repo, branch: 'master' })).toBe(2);
    const commit = await seal(store);
    await store.put({ 'a.txt': null, 'c.txt': 'three' });
    expect(await names(store, 'master')).toEqual(['b.txt', 'c.txt']);
    expect(await names(store, commit.id)).toEqual(['a.txt', 'b.txt']);
    expect(await getEntry(versions, { repo, ref: commit.id.slice(0, 8), path: 'a.txt' })).toEqual(entry);
  });

  test('sealing counts authors, and makes nothing of what changes nothing', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ a: '1' });
    const object = await writeObject(versions, { body: Buffer.from('2') });
    const change = { type: 'put', path: 'b', object, contentType: 'text/plain' } as const;
    await stageChanges(versions, {
      repo,
      branch: 'master',
      changes: [change],
      author: { id: 'u2', name: 'Bo' },
    });
    const commit = await seal(store);
    expect(commit.authors).toEqual([
      { id: 'u1', name: 'Ann', count: 1 },
      { id: 'u2', name: 'Bo', count: 1 },
    ]);
    await store.put({ a: '1', nothing: null });
    expect(await sealStaging(versions, { repo, branch: 'master' })).toBe(null);
    expect(await stagedCount(versions, { repo, branch: 'master' })).toBe(0);
    expect((await getBranch(versions, { repo, name: 'master' })).head).toBe(commit.id);
    // Other metadata of the same bytes is a change, but not of the data.
    const typed = { ...change, contentType: 'text/csv' };
    await stageChanges(versions, { repo, branch: 'master', changes: [typed], author: ann });
    const next = await seal(store);
    expect(next.dataId).toBe(commit.dataId);
    expect(next.tree).not.toBe(commit.tree);
  });

  test('policy each makes one commit of each write, idle after quiet, manual never by itself', async () => {
    const store = await open({ background: true, fakeClock: false });
    const { versions, repo } = store;
    await createBranch(versions, { repo, name: 'each', policy: { type: 'each' } });
    await Promise.all(['a', 'b', 'c'].map((path) => store.put({ [path]: path }, { branch: 'each' })));
    expect((await log(versions, { repo, ref: 'each' })).items).toHaveLength(3);
    await createBranch(versions, { repo, name: 'idle', policy: { type: 'idle', seconds: 0.5 } });
    await store.put({ a: 'a' }, { branch: 'idle' });
    await store.put({ b: 'b' }, { branch: 'idle' });
    await store.put({ a: 'a' });
    expect((await getBranch(versions, { repo, name: 'idle' })).head).toBe(null);
    await expect
      .poll(async () => (await log(versions, { repo, ref: 'idle' })).items.length, { timeout: 5000 })
      .toBe(1);
    expect((await getBranch(versions, { repo, name: 'master' })).head).toBe(null);
  });

  test('naming a head seals under idle; under manual it says what is left out', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ a: '1' });
    await expect(nameHead(versions, { repo, ref: 'master' })).rejects.toMatchObject({ code: 'commit.none' });
    await updateBranch(versions, { repo, name: 'master', policy: { type: 'idle', seconds: 900 } });
    const { commit } = await nameHead(versions, { repo, ref: 'master' });
    await updateBranch(versions, { repo, name: 'master', policy: { type: 'manual' } });
    await store.put({ a: '2', b: '3' });
    expect(await nameHead(versions, { repo, ref: 'master' })).toEqual({ commit, leftOut: 2 });
  });

  test('preconditions hold against staging and commits', async () => {
    const store = await open();
    const { versions, repo } = store;
    const put = async (text: string, precondition: object) => {
      const object = await writeObject(versions, { body: Buffer.from(text) });
      const change = { type: 'put', path: 'a', object, contentType: 'x/y', precondition } as never;
      return stageChanges(versions, { repo, branch: 'master', changes: [change], author: ann });
    };
    const never = { type: 'if-none-match', etag: '*' };
    const { entries } = await put('one', never);
    await expect(put('two', never)).rejects.toMatchObject({ code: 'object.precondition', status: 412 });
    const { id } = await seal(store);
    await expect(put('two', never)).rejects.toMatchObject({ code: 'object.precondition' });
    await put('two', { type: 'if-match', etag: `"${entries[0]?.etag}"` });
    await expect(put('three', { type: 'if-match', etag: entries[0]?.etag })).rejects.toMatchObject({
      code: 'object.precondition',
    });
    await expect(store.put({ b: '1' }, { ifHead: null })).rejects.toMatchObject({ code: 'branch.moved' });
    await store.put({ b: '1' }, { ifHead: id });
  });

  test('of many If-None-Match writers one wins', async () => {
    const store = await open();
    const { versions, repo } = store;
    const tries = Array.from({ length: 6 }, async (_, i) => {
      const object = await writeObject(versions, { body: Buffer.from(`${i}`) });
      const precondition = { type: 'if-none-match', etag: '*' } as const;
      const change = { type: 'put', path: 'one', object, contentType: 'x/y', precondition } as const;
      await stageChanges(versions, { repo, branch: 'master', changes: [change], author: ann });
    });
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('names', () => {
  test('branches and tags share one name space, and neither looks like a commit', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ a: '1' });
    const { id } = await seal(store);
    await createTag(versions, { repo, name: 'v1', head: 'master' });
    await expect(createBranch(versions, { repo, name: 'v1' })).rejects.toMatchObject({
      code: 'branch.exists',
    });
    for (const name of ['deadbeef', '0123456789ab', 'a.b', '', 'x'.repeat(64)]) {
      await expect(createBranch(versions, { repo, name })).rejects.toMatchObject({ code: 'name.invalid' });
    }
    expect(await resolveRef(versions, { repo, ref: 'v1' })).toMatchObject({ type: 'tag', commit: id });
    expect(await resolveRef(versions, { repo, ref: id.slice(0, 8) })).toEqual({ type: 'commit', commit: id });
    await expect(resolveRef(versions, { repo, ref: 'ffffffffff' })).rejects.toMatchObject({
      code: 'commit.not_found',
    });
    await expect(resolveRef(versions, { repo, ref: 'nope' })).rejects.toMatchObject({
      code: 'ref.not_found',
    });
    await expect(store.put({ a: '2' }, { branch: 'v1' })).rejects.toMatchObject({ code: 'ref.read_only' });
    await expect(store.put({ '': '2' })).rejects.toMatchObject({ code: 'file.key_invalid' });
    await expect(store.put({ ['x'.repeat(1025)]: '2' })).rejects.toMatchObject({ code: 'file.key_invalid' });
  });
});

describe('lists', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', '/', '//', '..', '\u{1F600}', '\uFFFD', 'é'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(''));
  const state = fc.dictionary(path, fc.constantFrom('1', '2'), { maxKeys: 40 });
  const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

  test('pages with any delimiter agree with a plain map, over tree and staging', async () => {
    await fc.assert(
      fc.asyncProperty(
        state,
        fc.dictionary(path, fc.option(fc.constantFrom('3'), { freq: 2 }), { maxKeys: 20 }),
        fc.constantFrom('', 'a', 'a/', '\u{1F600}'),
        fc.constantFrom('', '/', '//', '\u{1F600}'),
        fc.integer({ min: 1, max: 5 }),
        async (committed, staged, prefix, delimiter, limit) => {
          const store = await openTestStore();
          try {
            const { versions, repo } = store;
            if (Object.keys(committed).length > 0) {
              await store.put(committed);
              await seal(store);
            }
            if (Object.keys(staged).length > 0) await store.put(staged);
            const truth = new Map<string, string | null>([
              ...Object.entries(committed),
              ...Object.entries(staged),
            ]);
            const expected: string[] = [];
            for (const key of [...truth.keys()].sort(order)) {
              if (truth.get(key) === null || !key.startsWith(prefix)) continue;
              const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
              const name = cut === -1 ? key : `${key.slice(0, cut + delimiter.length)}*`;
              if (expected[expected.length - 1] !== name) expected.push(name);
            }
            const found: string[] = [];
            let after: string | undefined;
            do {
              const page = await listEntries(versions, {
                repo,
                ref: 'master',
                prefix,
                delimiter,
                after,
                limit,
              });
              for (const item of page.items) found.push(item.type === 'file' ? item.path : `${item.prefix}*`);
              after = page.next ?? undefined;
            } while (after !== undefined);
            expect(found).toEqual(expected);
          } finally {
            await store.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('globs', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ 'a/x.json': '', 'a/b/y.json': '', 'a/z.txt': '', 'c.json': '' });
    const glob = async (pattern: string) =>
      (await globEntries(versions, { repo, ref: 'master', pattern })).items.map((item) => item.path);
    expect(await glob('a/*.json')).toEqual(['a/x.json']);
    expect(await glob('/**/*.json')).toEqual(['a/b/y.json', 'a/x.json', 'c.json']);
    expect(await glob('a/{x,z}.[jt]*')).toEqual(['a/x.json', 'a/z.txt']);
    expect(await glob('?.json')).toEqual(['c.json']);
    expect(await glob('**')).toHaveLength(4);
  });
});

describe('objects', () => {
  test('large bodies stream, small ones seal into packs, ranges read from each', async () => {
    const store = await open();
    const { versions, backend } = store;
    const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 7) % 251));
    const written = await writeObject(versions, {
      body: (async function* () {
        for (let at = 0; at < large.length; at += 65_536) yield large.subarray(at, at + 65_536);
      })(),
    });
    const direct = await writeObject(versions, { body: large });
    expect(direct).toMatchObject({ sha256: written.sha256, md5: written.md5, size: large.length });
    const change = { type: 'put', path: 'large', object: written, contentType: 'x/y' } as const;
    await stageChanges(versions, { repo: store.repo, branch: 'master', changes: [change], author: ann });
    const range = await readObject(versions, { sha256: written.sha256, start: 1_000_000, end: 1_000_300 });
    expect(await textOf(range)).toBe(large.subarray(1_000_000, 1_000_300).toString('utf8'));
    await store.put({ a: 'small' });
    const commit = await seal(store);
    expect((await versions.sealer.seal()).packs).toBe(1);
    expect((await versions.sealer.seal()).packs).toBe(0);
    const entry = await getEntry(versions, { repo: store.repo, ref: commit.id, path: 'a' });
    const sha256 = entry?.sha256 ?? '';
    expect(await textOf(await readObject(versions, { sha256, start: 1, end: 3 }))).toBe('ma');
    const keys: string[] = [];
    for await (const { key } of backend.list('')) keys.push(key.split('/')[0] as string);
    expect(keys.sort()).toEqual(['blob', 'blob', 'pack', 'refs']);
    // Known bytes need no second copy.
    await store.put({ b: 'small' });
    await seal(store);
    expect((await versions.sealer.seal()).objects).toBe(2);
    await expect(readObject(versions, { sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'object.missing',
    });
  });

  test('copies and multipart uploads', async () => {
    const store = await open();
    const { versions, repo, backend } = store;
    await store.put({ a: 'text' });
    const { entry: copy } = await copyEntry(versions, {
      from: { repo, ref: 'master', path: 'a' },
      to: { repo, branch: 'master', path: 'b' },
      author: ann,
    });
    expect(await getEntry(versions, { repo, ref: 'master', path: 'b' })).toEqual(copy);
    const upload = await createUpload(versions, {
      repo,
      branch: 'master',
      path: 'up',
      contentType: 'x/y',
      author: ann,
    });
    const parts = [];
    for (const number of [2, 1, 2]) {
      parts.push(await putPart(versions, { upload, number, body: Buffer.from(`part ${number};`) }));
    }
    const chosen = [parts[1], parts[2]] as { number: number; etag: string }[];
    await expect(
      completeUpload(versions, { repo, upload, parts: [...chosen].reverse() }),
    ).rejects.toMatchObject({ code: 'upload.part_invalid' });
    const { entry } = await completeUpload(versions, { repo, upload, parts: chosen });
    expect(entry.etag).toMatch(/^[0-9a-f]{32}-2$/);
    expect(await textOf(await readObject(versions, { sha256: entry.sha256 }))).toBe('part 1;part 2;');
    const left: string[] = [];
    for await (const { key } of backend.list('blob/')) left.push(key);
    expect(left).toEqual([]);
  });
});
