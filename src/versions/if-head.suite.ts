import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../db/database.ts';
import { createBranch } from './commands/create-branch.ts';
import { createTag } from './commands/create-tag.ts';
import { deleteBranch } from './commands/delete-branch.ts';
import { deleteTag } from './commands/delete-tag.ts';
import { getBranch } from './commands/get-branch.ts';
import { listTags } from './commands/list-tags.ts';
import { restoreBranch } from './commands/restore-branch.ts';
import { sealStaging } from './commands/seal-staging.ts';
import { updateBranch } from './commands/update-branch.ts';
import { ann, type TestStore } from './test-versions.ts';
import type { Versions } from './versions.ts';

/** `ifHead`, held against the head in the step that writes: run on every database driver and blob backend. */
export const ifHeadSuite = (name: string, open: () => Promise<TestStore>): void => {
  describe(name, () => {
    let store: TestStore;
    let one: string;
    let two: string;
    const seal = async (): Promise<string> =>
      (await sealStaging(store.versions, { repo: store.repo, branch: 'master' }))?.id ?? expect.fail();
    const head = async (branch = 'master') =>
      (await getBranch(store.versions, { repo: store.repo, name: branch })).head;
    const tags = async () => (await listTags(store.versions, { repo: store.repo })).items;
    const moved = { code: 'branch.moved', status: 409 };
    const never = 'f'.repeat(64);

    beforeEach(async () => {
      store = await open();
      await store.put({ a: '1' });
      one = await seal();
      await store.put({ a: '2' });
      two = await seal();
    });
    afterEach(() => store.close());

    /** The store as somebody sees it whose first write comes after the branch went back to `one`. */
    const rivalled = (): Versions => {
      let raced = false;
      const write = async (plan: Plan) => {
        if (!raced) {
          raced = true;
          await updateBranch(store.versions, { repo: store.repo, name: 'master', head: one });
        }
        return store.db.write(plan);
      };
      return { ...store.versions, db: { ...store.db, write } };
    };

    test('a tag is made on the head that was asked for, or not at all', async () => {
      const { versions, repo } = store;
      await expect(createTag(versions, { repo, name: 'v1', ifHead: one })).rejects.toMatchObject(moved);
      await expect(createTag(versions, { repo, name: 'v1', ifHead: null })).rejects.toMatchObject(moved);
      await expect(createTag(versions, { repo, name: 'v1', head: one, ifHead: two })).rejects.toMatchObject(
        moved,
      );
      expect(await tags()).toEqual([]);
      expect(await createTag(versions, { repo, name: 'v1', ifHead: two })).toMatchObject({ commit: two });
      expect(await createTag(versions, { repo, name: 'v2', head: one, ifHead: one })).toMatchObject({
        commit: one,
      });
      expect(await createTag(versions, { repo, name: 'v3', head: 'v2', ifHead: one })).toMatchObject({
        commit: one,
      });
    });

    test('a branch that moves between the look and the write lets the tag or the branch miss', async () => {
      const { repo } = store;
      await expect(createTag(rivalled(), { repo, name: 'v1', ifHead: two })).rejects.toMatchObject(moved);
      expect(await tags()).toEqual([]);
      await updateBranch(store.versions, { repo, name: 'master', head: two });
      const side = { repo, name: 'side', head: 'master' };
      await expect(createBranch(rivalled(), { ...side, ifHead: two })).rejects.toMatchObject(moved);
      await expect(head('side')).rejects.toMatchObject({ code: 'branch.not_found' });
      await expect(createBranch(store.versions, { ...side, ifHead: one })).resolves.toMatchObject({
        head: one,
      });
    });

    test('a tag is deleted at the commit that was asked for', async () => {
      const { versions, repo } = store;
      await createTag(versions, { repo, name: 'v1', head: one });
      for (const ifHead of [two, never, null])
        await expect(deleteTag(versions, { repo, name: 'v1', ifHead })).rejects.toMatchObject(moved);
      expect(await tags()).toEqual([{ name: 'v1', commit: one }]);
      await deleteTag(versions, { repo, name: 'v1', ifHead: one });
      expect(await tags()).toEqual([]);
    });

    test('a branch is deleted, moved, committed and restored only at that head', async () => {
      const { versions, repo } = store;
      await store.put({ b: 'staged' });
      const at = { repo, branch: 'master' };
      const back = { ...at, to: one, author: ann };
      for (const ifHead of [one, never, null]) {
        await expect(updateBranch(versions, { repo, name: 'master', ifHead })).rejects.toMatchObject(moved);
        await expect(sealStaging(versions, { ...at, ifHead })).rejects.toMatchObject(moved);
        await expect(restoreBranch(versions, { ...back, ifHead })).rejects.toMatchObject(moved);
      }
      expect(await head()).toBe(two);
      // what is staged is committed first, on the head that was asked for
      const restored = await restoreBranch(versions, { ...back, ifHead: two });
      expect(restored?.parents).not.toEqual([two]);
      await createBranch(versions, { repo, name: 'side', head: two, ifHead: two });
      const side = { repo, name: 'side' };
      await expect(deleteBranch(versions, { ...side, ifHead: one })).rejects.toMatchObject(moved);
      await deleteBranch(versions, { ...side, ifHead: two });
    });

    test('a restore misses when somebody moves the branch while it works', async () => {
      const { repo } = store;
      const back = { repo, branch: 'master', to: one, author: ann, ifHead: two };
      await expect(restoreBranch(rivalled(), back)).rejects.toMatchObject(moved);
      await updateBranch(store.versions, { repo, name: 'master', head: two });
      await store.put({ a: '3' });
      await expect(restoreBranch(rivalled(), back)).rejects.toMatchObject(moved);
      expect(await head()).toBe(one);
    });
  });
};
