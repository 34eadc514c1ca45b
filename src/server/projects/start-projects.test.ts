import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '../actor.ts';
import { getProject } from './get-project.ts';
import { commitLabels } from './labels/commit-labels.ts';
import { answer, openPlace, type Place, sentimentProject } from './project-server.suite.ts';
import { listTasks } from './tasks/list-tasks.ts';
import { nextTask } from './tasks/next-task.ts';
import { submitAnnotation } from './tasks/submit-annotation.ts';

let place: Place;
let owner: Actor;
beforeEach(async () => {
  place = await openPlace({ listen: true });
  owner = await place.person('Ada', 'owner');
});
afterEach(() => place.close());

test('sources are read by themselves, at the start and when a commit lands', async () => {
  const { id } = await sentimentProject(place, owner, { texts: ['a', 'b'] });
  const counts = async () => (await getProject(place.server, owner, { id })).counts;
  await vi.waitFor(async () => expect(await counts()).toMatchObject({ tasks: 2 }), 5000);
  await place.put('raw', { 'texts/0005': JSON.stringify({ text: 'c' }), 'texts/0000': null });
  await vi.waitFor(async () => expect(await counts()).toMatchObject({ tasks: 2, retired: 1 }), 5000);
});

test('what lands on the label branch by others comes into the rows by itself', async () => {
  const { id } = await sentimentProject(place, owner, { texts: ['a'], policy: { type: 'each' } });
  await vi.waitFor(
    async () => expect((await nextTask(place.server, owner, { id })).task).not.toBe(null),
    5000,
  );
  const { task } = await nextTask(place.server, owner, { id });
  await submitAnnotation(place.server, owner, { id, task: task?.id ?? '', result: answer('Positive') });
  expect((await commitLabels(place.server, owner, { id })).commit).toBe(null);
  const files = await place.files('labels', 'master');
  const path = Object.keys(files).find((each) => each.startsWith('tasks/')) ?? '';
  await place.put('labels', { [path]: null });
  await vi.waitFor(async () => {
    const { items } = await listTasks(place.server, owner, { id, limit: 10, state: 'open' });
    expect(items).toHaveLength(1);
  }, 5000);
});

test('under `idle` labels are committed when nobody labeled for a while', async () => {
  const { id } = await sentimentProject(place, owner, {
    texts: ['a'],
    policy: { type: 'idle', seconds: 0.05 },
  });
  await vi.waitFor(
    async () => expect((await nextTask(place.server, owner, { id })).task).not.toBe(null),
    5000,
  );
  const { task } = await nextTask(place.server, owner, { id });
  await submitAnnotation(place.server, owner, { id, task: task?.id ?? '', result: answer('Positive') });
  await vi.waitFor(async () => {
    expect(Object.keys(await place.files('labels', 'master'))).toHaveLength(3);
  }, 5000);
});
