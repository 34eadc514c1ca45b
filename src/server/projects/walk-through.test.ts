import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBranch } from '../../versions/commands/create-branch.ts';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import type { Actor } from '../actor.ts';
import { getProject } from './get-project.ts';
import { commitLabels } from './labels/commit-labels.ts';
import { labelDiff } from './labels/label-diff.ts';
import { labelHistory } from './labels/label-history.ts';
import { pendingLabels } from './labels/pending-labels.ts';
import { answer, openPlace, type Place, sentimentProject } from './project-server.suite.ts';
import { syncProject } from './sources/sync-project.ts';
import { nextTask } from './tasks/next-task.ts';
import { submitAnnotation } from './tasks/submit-annotation.ts';

let place: Place;
let owner: Actor;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
});
afterEach(() => place.close());

const texts = ['good', 'bad', 'so so', 'fine'];

const labelNext = async (id: string, choice: string): Promise<string> => {
  const { task } = await nextTask(place.server, owner, { id });
  if (!task) throw new Error('no task left');
  await submitAnnotation(place.server, owner, { id, task: task.id, result: answer(choice), leadTime: 2 });
  return task.id;
};
const branchLabels = async (name: string) => {
  const repo = await getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });
  await createBranch(place.server.versions, { repo, name, head: 'master' });
};
const taskFiles = async (ref: string) =>
  Object.entries(await place.files('labels', ref)).filter(([path]) => path.startsWith('tasks/'));

test.each(['each', 'manual'] as const)('the seed’s walk-through, under the policy %s', async (policy) => {
  const { server } = place;
  const project = await sentimentProject(place, owner, { texts, policy: { type: policy } });
  const { id } = project;
  const commit = async () => {
    if (policy === 'manual') expect((await commitLabels(server, owner, { id })).commit).not.toBe(null);
  };
  expect(await syncProject(server, owner, { id })).toEqual({
    added: 4,
    changed: 0,
    retired: 0,
    unchanged: 0,
    errors: [],
  });
  expect((await getProject(server, owner, { id })).counts).toMatchObject({ tasks: 4, labeled: 0 });
  expect((await getProject(server, owner, { id })).sources[0]).toMatchObject({
    importMethod: 'tasks',
    importMethodChosen: false,
  });
  await labelNext(id, 'Positive');
  await labelNext(id, 'Negative');
  if (policy === 'manual')
    expect(await pendingLabels(server, owner, { id })).toEqual({
      new: 2,
      changed: 0,
      retired: 0,
      mine: { new: 2, changed: 0, retired: 0 },
    });
  await commit();
  expect(await pendingLabels(server, owner, { id })).toMatchObject({ new: 0, changed: 0, retired: 0 });
  await branchLabels('v1');
  const v1 = await place.files('labels', 'v1');
  expect(await taskFiles('v1')).toHaveLength(2);

  await labelNext(id, 'Neutral');
  await commit();
  await branchLabels('v2');
  expect(await place.files('labels', 'v1')).toEqual(v1);
  expect(await taskFiles('v2')).toHaveLength(3);
  expect(
    Object.keys(v1)
      .filter((path) => !path.startsWith('tasks/'))
      .sort(),
  ).toEqual(['config.xml', 'project.json']);
  const [, text = ''] = (await taskFiles('v1'))[0] ?? [];
  const file = JSON.parse(text);
  expect(file).toMatchObject({
    data: { text: expect.any(String) },
    source: { repo: 'raw', path: expect.stringMatching(/^texts\//), row: 0 },
    annotations: [
      { author: owner.account, was_cancelled: false, lead_time: 2, made_on: { config: expect.any(String) } },
    ],
  });
  const { items } = await labelHistory(server, owner, { id, limit: 10 });
  expect(items).toHaveLength(policy === 'each' ? 3 : 2);
  const repo = await getRepo(server.versions, { organisation: 'o1', name: 'raw' });
  const { head } = await getBranch(server.versions, { repo, name: 'master' });
  expect(items[0]?.provenance).toEqual([{ repo: 'raw', commit: head }]);
  expect(items[0]?.authors).toEqual([{ id: owner.account, name: 'Ada', changes: 1 }]);
  const changes = await labelDiff(server, owner, { id, from: 'v1', to: 'v2', limit: 10 });
  expect(changes.items).toHaveLength(1);
  expect(changes.items[0]).toMatchObject({ change: 'added', taskId: expect.any(String) });
  expect(changes.items[0]?.regions.some(({ identity }) => identity.includes('sentiment'))).toBe(true);
  expect((await commitLabels(server, owner, { id })).commit).toBe(null);
});
