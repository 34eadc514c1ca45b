import { afterEach, describe, expect, test } from 'vitest';
import { commitEdits } from './commands/commit-edits.ts';
import { createBranch } from './commands/create-branch.ts';
import { descendants } from './commands/descendants.ts';
import { diff } from './commands/diff.ts';
import { getBranch } from './commands/get-branch.ts';
import { getCommit } from './commands/get-commit.ts';
import { getEntry } from './commands/get-entry.ts';
import { listCommitEvents } from './commands/list-commit-events.ts';
import { listEntries } from './commands/list-entries.ts';
import { log } from './commands/log.ts';
import { mergeBase } from './commands/merge-base.ts';
import { restoreBranch } from './commands/restore-branch.ts';
import { sealStaging } from './commands/seal-staging.ts';
import { stageChanges } from './commands/stage-changes.ts';
import { stagedCount } from './commands/staged-count.ts';
import { writeObject } from './commands/write-object.ts';
import { branchLocks } from './branch-locks.ts';
import type { Plan } from '../db/database.ts';
import { ann, openTestStore, type TestStore } from './test-versions.ts';
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

describe('history', () => {
  test('diff, log, restore, provenance and events', async () => {
    const store = await open();
    const { versions, repo } = store;
    const landed: string[] = [];
    versions.events.onCommit((event) => void landed.push(event.commit));
    await store.put({ a: '1', 'dir/b': '2', keep: 'k' });
    const one = await seal(store, 'first');
    await store.put({ a: '1!', 'dir/b': null, 'dir/c': '2', new: 'n' });
    const two = await seal(store, 'second');
    const changes = (await diff(versions, { repo, from: one.id, to: 'master' })).items;
    expect(changes.map(({ path, change, oldPath }) => [path, change, oldPath])).toEqual([
      ['a', 'modified', undefined],
      ['dir/c', 'renamed', 'dir/b'],
      ['new', 'added', undefined],
    ]);
    const page = await diff(versions, { repo, from: one.id, to: two.id, limit: 2, renames: false });
    expect(page.items.map(({ path }) => path)).toEqual(['a', 'dir/b']);
    const rest = await diff(versions, {
      repo,
      from: one.id,
      to: two.id,
      after: page.next ?? '',
      renames: false,
    });
    expect(rest.items.map(({ path }) => path)).toEqual(['dir/c', 'new']);
    expect((await diff(versions, { repo, from: null, to: one.id, prefix: 'dir/' })).items).toHaveLength(1);

    await store.put({ loose: 'staged' });
    const restored = await restoreBranch(versions, { repo, branch: 'master', to: one.id, author: ann });
    expect(restored?.tree).toBe(one.tree);
    expect(restored?.dataId).toBe(one.dataId);
    const history = (await log(versions, { repo, ref: 'master' })).items;
    expect(history.map(({ message }) => message)).toEqual([
      `Restore ${one.id.slice(0, 12)}`,
      '1 change',
      'second',
      'first',
    ]);
    const ofDir = await log(versions, { repo, ref: 'master', path: 'dir/' });
    expect(ofDir.items.map(({ id }) => id)).toEqual([restored?.id, two.id, one.id]);
    expect((await log(versions, { repo, ref: 'master', path: 'new' })).items).toHaveLength(2);
    const first = await log(versions, { repo, ref: 'master', limit: 1 });
    expect((await log(versions, { repo, ref: 'master', after: first.next ?? '' })).items).toEqual(
      history.slice(1),
    );

    const source = { repo: repo.uid, commit: one.id };
    await createBranch(versions, { repo, name: 'made' });
    const made = await commitEdits(versions, {
      repo,
      branch: 'made',
      edits: [{ path: 'x', entry: (await getEntry(versions, { repo, ref: one.id, path: 'a' })) as never }],
      message: 'made',
      author: ann,
      provenance: [source],
    });
    expect((await getCommit(versions, { repo, ref: 'made' })).provenance).toEqual([source]);
    expect(await descendants(versions, { repo, commit: one.id })).toEqual([
      { repo: repo.uid, commit: made?.id },
    ]);
    const events = await listCommitEvents(versions, { after: 0 });
    expect(events.map(({ commit }) => commit)).toEqual(landed);
    expect(landed).toHaveLength(5);
    expect(await listCommitEvents(versions, { after: events[3]?.seq ?? 0 })).toEqual(events.slice(4));
  });

  test('the base of two commits is where their branches parted', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ a: '1' });
    const base = await seal(store);
    await createBranch(versions, { repo, name: 'side', head: 'master', policy: { type: 'each' } });
    await store.put({ a: '2' }, { branch: 'side' });
    await store.put({ b: '2' });
    const ours = await seal(store);
    const theirs = (await getBranch(versions, { repo, name: 'side' })).head as string;
    expect(await mergeBase(versions, { repo, a: ours.id, b: theirs })).toBe(base.id);
    expect(await mergeBase(versions, { repo, a: base.id, b: theirs })).toBe(base.id);
  });

  test('committers of one branch lose nothing', async () => {
    const store = await open();
    const { versions, repo } = store;
    const work = Array.from({ length: 24 }, async (_, i) => {
      const object = await writeObject(versions, { body: Buffer.from(`text ${i}`) });
      if (i % 3 === 0) {
        const change = { type: 'put', path: `f${i}`, object, contentType: 'x/y' } as const;
        await stageChanges(versions, { repo, branch: 'master', changes: [change], author: ann });
        await sealStaging(versions, { repo, branch: 'master' });
      } else {
        const entry = {
          sha256: object.sha256,
          size: object.size,
          modified: 1,
          contentType: 'x/y',
          metadata: {},
          etag: object.md5,
        };
        const edits = [{ path: `f${i}`, entry }];
        await commitEdits(versions, {
          repo,
          branch: 'master',
          edits,
          objects: [object],
          message: `${i}`,
          author: ann,
        });
      }
    });
    await Promise.all(work);
    expect((await listEntries(versions, { repo, ref: 'master' })).items).toHaveLength(24);
    expect(await stagedCount(versions, { repo, branch: 'master' })).toBe(0);
    const { items } = await log(versions, { repo, ref: 'master' });
    for (const [i, commit] of items.entries())
      expect(commit.parents).toEqual(items[i + 1] ? [items[i + 1]?.id] : []);
  });
});

describe('sealing', () => {
  test('what changed nothing on one head is not dropped on another', async () => {
    const store = await open();
    const { versions, repo } = store;
    await store.put({ a: 'one' });
    await seal(store);
    await store.put({ a: 'one' });
    const object = await writeObject(versions, { body: Buffer.from('two') });
    const entry = {
      sha256: object.sha256,
      size: 3,
      modified: 1,
      contentType: 'x/y',
      metadata: {},
      etag: object.md5,
    };
    // Another process commits between the seal's reading and its plan.
    let raced = false;
    const db = {
      ...store.db,
      write: async (plan: Plan) => {
        if (!raced) {
          raced = true;
          const edits = [{ path: 'a', entry }];
          await commitEdits(
            { ...versions, locks: branchLocks() },
            { repo, branch: 'master', edits, objects: [object], message: 'rival', author: ann },
          );
        }
        return store.db.write(plan);
      },
    };
    const sealed = await sealStaging({ ...versions, db }, { repo, branch: 'master' });
    expect(sealed).not.toBe(null);
    expect((await log(versions, { repo, ref: 'master' })).items.map(({ message }) => message)).toEqual([
      '1 change',
      'rival',
      '1 change',
    ]);
  });
});
