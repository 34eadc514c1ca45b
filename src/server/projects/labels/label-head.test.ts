import { afterEach, expect, test } from 'vitest';
import { createBranch } from '../../../versions/commands/create-branch.ts';
import { createTag } from '../../../versions/commands/create-tag.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { log } from '../../../versions/commands/log.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import { restoreBranch } from '../../../versions/commands/restore-branch.ts';
import { sealStaging } from '../../../versions/commands/seal-staging.ts';
import { updateBranch } from '../../../versions/commands/update-branch.ts';
import type { CommitPolicy } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { createProject } from '../create-project.ts';
import { answer, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { mergeLabels } from '../versions/merge-labels.ts';
import { catchUpProject } from './catch-up-project.ts';
import { commitLabels } from './commit-labels.ts';
import { pendingLabels } from './pending-labels.ts';
import { restoreLabels } from './restore-labels.ts';

let place: Place;
let owner: Actor;
const open = async (listen: boolean) => {
  place = await openPlace({ listen });
  owner = await place.person('Ada', 'owner');
};
afterEach(() => place.close());

const project = async (policy: CommitPolicy) => {
  const { id } = await sentimentProject(place, owner, { texts: ['a', 'b'], policy });
  await syncProject(place.server, owner, { id });
  const tasks = (await listTasks(place.server, owner, { id, limit: 9 })).items;
  const label = (n: number) =>
    submitAnnotation(place.server, owner, { id, task: tasks[n]?.id ?? '', result: answer('Positive') });
  return { id, label };
};
const idle = { type: 'idle', seconds: 50 } as const;
const manual = { type: 'manual' } as const;
const waiting = async (id: string) => {
  const pending = await pendingLabels(place.server, owner, { id });
  return pending.new + pending.changed;
};
const repo = () => getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });
const head = async () =>
  (await getBranch(place.server.versions, { repo: await repo(), name: 'master' })).head;

test('under idle, whoever names the head of a label branch names what is labeled too', async () => {
  await open(true);
  const { id, label } = await project(idle);
  await label(0);
  expect(await head()).toBe(null);
  const { commit } = await nameHead(place.server.versions, { repo: await repo(), ref: 'master' });
  expect(await head()).toBe(commit);
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 0 });
  await label(1);
  const tag = await createTag(place.server.versions, { repo: await repo(), name: 'v1', head: 'master' });
  expect(tag.commit).toBe(await head());
  expect(tag.commit).not.toBe(commit);
  // within the project's own turn it does not wait for itself
  await label(0);
  expect(await mergeLabels(place.server, owner, { id, from: 'master', mode: 'union' })).toMatchObject({
    conflicts: 0,
  });
  expect(await waiting(id)).toBe(0);
});

test('under idle, committing the branch commits the labels, under the given message', async () => {
  await open(true);
  const { id, label } = await project(idle);
  await label(0);
  const at = { repo: await repo(), branch: 'master' };
  const commit = await sealStaging(place.server.versions, { ...at, message: 'By hand', ifHead: null });
  expect(commit).toMatchObject({ id: await head(), message: 'By hand' });
  expect(await waiting(id)).toBe(0);
  expect(await sealStaging(place.server.versions, at)).toBe(null);
  await label(1);
  const missed = sealStaging(place.server.versions, { ...at, ifHead: null });
  await expect(missed).rejects.toMatchObject({ code: 'branch.moved' });
  expect([await waiting(id), await head()]).toEqual([1, commit?.id]);
});

test.each([idle, manual])('restoring a label branch as a repo loses no labels (%o)', async (policy) => {
  await open(true);
  const { id, label } = await project(policy);
  await label(0);
  const first = (await commitLabels(place.server, owner, { id })).commit?.id ?? '';
  await label(1);
  const at = { repo: await repo(), branch: 'master', author: { id: owner.account, name: owner.name } };
  const restored = await restoreBranch(place.server.versions, { ...at, to: first, ifHead: first });
  const [before] = restored?.parents ?? [];
  const { items } = await log(place.server.versions, { repo: at.repo, ref: 'master' });
  expect(items.map(({ id: commit }) => commit)).toEqual([restored?.id, before, first]);
  await catchUpProject(place.server, owner, Number(id));
  expect(await waiting(id)).toBe(0);
  expect(Object.keys(await place.files('labels', before ?? ''))).toHaveLength(4);
  expect(Object.keys(await place.files('labels', 'master'))).toHaveLength(3);
});

test('two projects that merge each other’s branches, each with labels that wait, both come to an end', async () => {
  await open(true);
  const one = await project(idle);
  await one.label(0);
  await createBranch(place.server.versions, {
    repo: await repo(),
    name: 'side',
    head: 'master',
    policy: idle,
  });
  const side = { title: 'Side', target: { repo: 'labels', branch: 'side' } };
  const { id: two } = await createProject(place.server, owner, side);
  await one.label(1);
  const tasks = (await listTasks(place.server, owner, { id: two, limit: 9 })).items;
  const task = tasks[0]?.id ?? '';
  await submitAnnotation(place.server, owner, { id: two, task, result: answer('Negative') });
  expect([await waiting(one.id), await waiting(two)]).toEqual([1, 1]);
  await Promise.all([
    mergeLabels(place.server, owner, { id: one.id, from: 'side', mode: 'union' }),
    mergeLabels(place.server, owner, { id: two, from: 'master', mode: 'union' }),
  ]);
  expect([await waiting(one.id), await waiting(two)]).toEqual([0, 0]);
  // what waited in each came to the other
  for (const branch of ['master', 'side']) {
    const files = Object.entries(await place.files('labels', branch)).filter(([path]) =>
      path.startsWith('tasks/'),
    );
    expect(files).toHaveLength(2);
    expect(files.map(([, text]) => JSON.parse(text).annotations.length).sort()).toEqual([1, 2]);
  }
});

test('under manual the head is named as it is', async () => {
  await open(true);
  const { id, label } = await project(manual);
  await label(0);
  const first = (await commitLabels(place.server, owner, { id })).commit?.id;
  await label(1);
  const named = await nameHead(place.server.versions, { repo: await repo(), ref: 'master' });
  expect(named.commit).toBe(first);
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 1 });
});

test('ifHead: a writer who comes between the look and the commit makes it miss', async () => {
  await open(false);
  const { id, label } = await project(manual);
  await label(0);
  const first = (await commitLabels(place.server, owner, { id })).commit?.id ?? '';
  await label(1);
  const { db } = place.server;
  const write = db.write.bind(db);
  Object.assign(db, {
    write: async (plan: Parameters<typeof write>[0]) => {
      if (plan.some(({ sql }) => sql.includes('UPDATE project SET base'))) {
        Object.assign(db, { write });
        await place.put('labels', { 'README.md': 'from outside' });
        await sealStaging(place.server.versions, { repo: await repo(), branch: 'master' });
      }
      return write(plan);
    },
  });
  const missed = commitLabels(place.server, owner, { id, ifHead: first });
  await expect(missed).rejects.toMatchObject({ code: 'branch.moved' });
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 1 });
  // what is staged goes with it, as with any commit
  await place.put('labels', { 'README.md': 'again' });
  const done = await commitLabels(place.server, owner, { id, ifHead: await head() });
  expect(done.commit).not.toBe(null);
});

test('a restore with ifHead keeps hold of it to its last step', async () => {
  await open(false);
  const { id, label } = await project(manual);
  await label(0);
  const first = (await commitLabels(place.server, owner, { id })).commit?.id ?? '';
  await label(1);
  const second = (await commitLabels(place.server, owner, { id })).commit?.id ?? '';
  await label(1);
  const rival = async (step: string, to: string) => {
    const { db } = place.server;
    const write = db.write.bind(db);
    Object.assign(db, {
      write: async (plan: Parameters<typeof write>[0]) => {
        if (plan.some(({ sql, parameters }) => `${sql} ${parameters.join(' ')}`.includes(step))) {
          Object.assign(db, { write });
          await updateBranch(place.server.versions, { repo: await repo(), name: 'master', head: to });
        }
        return write(plan);
      },
    });
  };
  const at = { id, ref: first };
  await expect(restoreLabels(place.server, owner, { ...at, ifHead: first })).rejects.toMatchObject({
    code: 'branch.moved',
  });
  expect(await head()).toBe(second);
  await rival('labels.committed', first);
  await expect(restoreLabels(place.server, owner, { ...at, ifHead: second })).rejects.toMatchObject({
    code: 'branch.moved',
  });
  await rival('labels.restored', second);
  await expect(restoreLabels(place.server, owner, { ...at, ifHead: await head() })).rejects.toMatchObject({
    code: 'branch.moved',
  });
  expect(await restoreLabels(place.server, owner, { ...at, ifHead: await head() })).toMatchObject({
    commit: { id: await head() },
  });
});
