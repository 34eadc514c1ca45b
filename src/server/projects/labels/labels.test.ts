import { afterEach, beforeEach, expect, test } from 'vitest';
import { GuardMissed } from '../../../db/database.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { restoreBranch } from '../../../versions/commands/restore-branch.ts';
import { updateBranch } from '../../../versions/commands/update-branch.ts';
import type { Actor } from '../../actor.ts';
import { getProject } from '../get-project.ts';
import { setProjectMember } from '../members.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { removeProject } from '../remove-project.ts';
import { createProject } from '../create-project.ts';
import { syncProject } from '../sources/sync-project.ts';
import { saveDraft } from '../tasks/drafts.ts';
import { getTask } from '../tasks/get-task.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { removeAnnotation } from '../tasks/remove-annotation.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { updateProject } from '../update-project.ts';
import { catchUpProject } from './catch-up-project.ts';
import { commitLabels } from './commit-labels.ts';
import { countChanges } from '../../../shared/change-counts.ts';
import { labelDiff } from './label-diff.ts';
import { labelHistory, tagLabels } from './label-history.ts';
import { listConflicts } from './list-conflicts.ts';
import { pendingLabels } from './pending-labels.ts';
import { resolveConflict } from '../versions/resolve-conflicts.ts';
import { restoreLabels } from './restore-labels.ts';

let place: Place;
let owner: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b', 'c', 'd'] }));
  await syncProject(place.server, owner, { id });
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});

const { stringify } = JSON;
type Parsed = {
  data: { text: string };
  annotations: { id?: number; author: string; result: { value: { choices: string[] } }[] }[];
};
const parse = (text: string): Parsed => JSON.parse(text) as Parsed;
const member = async (name: string): Promise<Actor> => {
  const actor = await place.person(name, 'annotator');
  await setProjectMember(place.server, owner, { id, account: actor.account, role: 'annotator' });
  return actor;
};
const taskOf = async (text: string): Promise<string> => {
  const { items } = await listTasks(place.server, owner, { id, limit: 100 });
  return items.find((item) => item.data['text'] === text)?.id ?? '';
};
const label = async (text: string, choice: string, actor = owner) =>
  submitAnnotation(place.server, actor, { id, task: await taskOf(text), result: answer(choice) });
const commit = async (args = {}, actor = owner) =>
  (await commitLabels(place.server, actor, { id, ...args })).commit;
const pending = async () => {
  const { new: added, changed, retired } = await pendingLabels(place.server, owner, { id });
  return [added, changed, retired];
};
const taskFiles = async (ref = 'master') =>
  Object.fromEntries(
    Object.entries(await place.files('labels', ref)).filter(([path]) => path.startsWith('tasks/')),
  );
const repo = () => getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });
const labelsOf = async (): Promise<Record<string, string[]>> => {
  const { items } = await listTasks(place.server, owner, { id, limit: 100 });
  const all: Record<string, string[]> = {};
  for (const item of items) {
    const { annotations } = await getTask(place.server, owner, { id, task: item.id });
    all[String(item.data['text'])] = annotations.map(
      ({ result }) => (result[0] as { value: { choices: string[] } }).value.choices[0] as string,
    );
  }
  return all;
};

test('the file of a task is canonical, holds no server ids, and goes with its last annotation', async () => {
  const made = await label('a', 'Positive');
  await commit();
  const [[path = '', text = ''] = []] = Object.entries(await taskFiles());
  expect(path).toMatch(/^tasks\/([0-9a-f]{2})\/\1[0-9a-f]{62}\.json$/);
  expect(Object.keys(parse(text))).toEqual(['annotations', 'data', 'key', 'source']);
  expect(parse(text).annotations[0]?.id).toBe(undefined);
  expect(await commit()).toBe(null);
  await updateAnnotation(place.server, owner, { id, annotation: made.id, result: answer('Negative') });
  expect(await pending()).toEqual([0, 1, 0]);
  await commit();
  await removeAnnotation(place.server, owner, { id, annotation: made.id });
  expect(await pending()).toEqual([0, 0, 1]);
  await commit();
  expect(await taskFiles()).toEqual({});
  await label('b', 'Positive');
  await removeTasks(place.server, owner, { id, ids: [await taskOf('b')] });
  expect(await pending()).toEqual([0, 0, 0]);
});

test('restore goes back, keeps what was not committed, and is undone by restoring `before`', async () => {
  await label('a', 'Positive');
  await label('b', 'Negative');
  await commit();
  await tagLabels(place.server, owner, { id, name: 'good' });
  await label('c', 'Neutral');
  const changed = (await getTask(place.server, owner, { id, task: await taskOf('a') })).annotations[0];
  await updateAnnotation(place.server, owner, {
    id,
    annotation: changed?.id ?? '',
    result: answer('Negative'),
  });
  await commit();
  await label('d', 'Neutral');
  await saveDraft(place.server, owner, { id, task: await taskOf('a'), result: [] });
  const undone = await labelsOf();

  const { commit: made, before } = await restoreLabels(place.server, owner, { id, ref: 'good' });
  expect(made).not.toBe(null);
  expect(await labelsOf()).toEqual({ a: ['Positive'], b: ['Negative'], c: [], d: [] });
  expect(await taskFiles()).toEqual(await taskFiles('good'));
  expect(await pending()).toEqual([0, 0, 0]);
  expect((await getProject(place.server, owner, { id })).counts).toMatchObject({
    labeled: 2,
    tasks: 4,
    drafts: 1,
  });

  await restoreLabels(place.server, owner, { id, ref: before ?? '' });
  expect(await labelsOf()).toEqual(undone);
  expect(await commit()).toBe(null);
  const { items } = await labelHistory(place.server, owner, { id, limit: 100 });
  expect(items).toHaveLength(5);
  expect(items.find((item) => item.tags.includes('good'))?.tags).toEqual(['good']);
  // what history says of a commit is what its diff counts
  for (const { id: to, parents, changes } of items) {
    const diff = await labelDiff(place.server, owner, { id, from: parents[0], to, limit: 100 });
    expect(changes).toEqual({ ...countChanges(diff.items), more: false });
  }
  expect(items.some(({ changes }) => changes.tasks > 0 && changes.annotations !== undefined)).toBe(true);
  expect((await restoreLabels(place.server, owner, { id, ref: 'master' })).commit).toBe(null);
});

test('restoring labels of data that changed since brings the old task back, undoing it the new one', async () => {
  await label('a', 'Positive');
  await commit({ message: 'first' });
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await place.put('raw', { 'texts/0000': stringify({ text: 'a2' }), 'texts/0001': null });
  await syncProject(place.server, owner, { id });
  await commit();
  expect(Object.keys(await labelsOf()).sort()).toEqual(['a2', 'c', 'd']);
  const { before } = await restoreLabels(place.server, owner, { id, ref: 'v1' });
  expect(await labelsOf()).toMatchObject({ a: ['Positive'] });
  expect(await commit()).toBe(null);
  await restoreLabels(place.server, owner, { id, ref: before ?? '' });
  expect(await labelsOf()).toEqual({ a2: [], c: [], d: [] });
});

test('mine commits the caller’s annotations alone; the others’ stay pending', async () => {
  const [ann, ben] = [await member('Ann'), await member('Ben')];
  const bens = await label('a', 'Positive', ben);
  await commit();
  await label('a', 'Negative', ann);
  await label('b', 'Neutral', ann);
  await label('c', 'Neutral', ben);
  await updateAnnotation(place.server, ben, { id, annotation: bens.id, result: answer('Neutral') });
  expect((await pendingLabels(place.server, ann, { id })).mine).toEqual({ new: 1, changed: 1, retired: 0 });
  await expect(commitLabels(place.server, ann, { id })).rejects.toMatchObject({ code: 'auth.forbidden' });
  const made = await commit({ mine: true }, ann);
  const files = Object.values(await taskFiles()).map((text) => parse(text));
  expect(files.map((file) => file.data.text).sort()).toEqual(['a', 'b']);
  const a = files.find((file) => file.data.text === 'a');
  const choice = (author: Actor) =>
    a?.annotations.find((each) => each.author === author.account)?.result[0]?.value.choices;
  expect([choice(ann), choice(ben)]).toEqual([['Negative'], ['Positive']]);
  expect(await pending()).toEqual([1, 1, 0]);
  expect((await pendingLabels(place.server, ann, { id })).mine).toEqual({ new: 0, changed: 0, retired: 0 });
  const { items } = await labelHistory(place.server, owner, { id, limit: 1 });
  expect(items[0]).toMatchObject({ id: made?.id, authors: [{ id: ann.account, changes: 2 }] });
  await commit();
  expect(await pending()).toEqual([0, 0, 0]);
  expect(Object.keys(await taskFiles())).toHaveLength(3);
});

const edited = async (text: string, edit: (file: Parsed) => void): Promise<void> => {
  const [path = '', content = ''] =
    Object.entries(await taskFiles()).find(([, each]) => parse(each).data.text === text) ?? [];
  const file = parse(content);
  edit(file);
  await place.put('labels', { [path]: stringify(file) });
};
const choose = (choice: string) => (file: Parsed) => {
  for (const { value } of file.annotations[0]?.result ?? []) value.choices = [choice];
};

test('a label file written from outside comes into the rows with the next commit, beside what is pending', async () => {
  await label('a', 'Positive');
  await label('b', 'Positive');
  await commit();
  await label('c', 'Neutral');
  await edited('a', choose('Negative'));
  expect(await labelsOf()).toMatchObject({ a: ['Positive'] });
  await commit();
  expect(await labelsOf()).toEqual({ a: ['Negative'], b: ['Positive'], c: ['Neutral'], d: [] });
  const { items } = await labelHistory(place.server, owner, { id, limit: 10 });
  expect(items).toHaveLength(3);
  expect(await pending()).toEqual([0, 0, 0]);
});

test.each(['ours', 'theirs'] as const)(
  'both sides changed one answer: ours stands, a person takes %s',
  async (take) => {
    const made = await label('a', 'Positive');
    await commit();
    await edited('a', choose('Negative'));
    await updateAnnotation(place.server, owner, { id, annotation: made.id, result: answer('Neutral') });
    expect(await commitLabels(place.server, owner, { id })).toMatchObject({ conflicts: 1 });
    expect(await labelsOf()).toMatchObject({ a: ['Neutral'] });
    const { items } = await listConflicts(place.server, owner, { id, limit: 10 });
    expect(items).toMatchObject([
      { kind: 'label', taskId: await taskOf('a'), annotation: expect.any(String) },
    ]);
    await resolveConflict(place.server, owner, { id, conflict: items[0]?.id ?? '', take });
    expect(await labelsOf()).toMatchObject({ a: [take === 'ours' ? 'Neutral' : 'Negative'] });
    expect(await commit()).toEqual(take === 'ours' ? null : expect.anything());
    const again = resolveConflict(place.server, owner, { id, conflict: items[0]?.id ?? '', take });
    await expect(again).rejects.toMatchObject({ code: 'conflict.not_found' });
  },
);

test('labels removed from outside are gone here unless they were changed here too', async () => {
  const kept = await label('a', 'Positive');
  await label('b', 'Positive');
  await commit();
  const files = await taskFiles();
  await place.put('labels', Object.fromEntries(Object.keys(files).map((path) => [path, null])));
  await updateAnnotation(place.server, owner, { id, annotation: kept.id, result: answer('Negative') });
  expect(await commitLabels(place.server, owner, { id })).toMatchObject({ conflicts: 1 });
  expect(await labelsOf()).toMatchObject({ a: ['Negative'], b: [] });
  const { items } = await listConflicts(place.server, owner, { id, limit: 10 });
  await resolveConflict(place.server, owner, { id, conflict: items[0]?.id ?? '', take: 'theirs' });
  expect(await labelsOf()).toMatchObject({ a: [], b: [] });
  await commit();
  expect(await taskFiles()).toEqual({});
});

test('a head restored or moved in the store by somebody else is followed', async () => {
  await label('a', 'Positive');
  const first = await commit();
  await label('b', 'Negative');
  await commit();
  await label('c', 'Neutral');
  const author = { id: 'outside', name: 'Outside' };
  await restoreBranch(place.server.versions, {
    repo: await repo(),
    branch: 'master',
    to: first?.id ?? '',
    author,
  });
  await catchUpProject(place.server, owner, Number(id));
  expect(await labelsOf()).toEqual({ a: ['Positive'], b: [], c: ['Neutral'], d: [] });
  expect(await pending()).toEqual([1, 0, 0]);
  await updateBranch(place.server.versions, { repo: await repo(), name: 'master', head: first?.id ?? '' });
  await commit();
  expect(await labelsOf()).toEqual({ a: ['Positive'], b: [], c: ['Neutral'], d: [] });
  expect(Object.keys(await taskFiles())).toHaveLength(2);
});

test('under `each` what others put is in the rows before the next commit of ours', async () => {
  await updateBranch(place.server.versions, { repo: await repo(), name: 'master', policy: { type: 'each' } });
  await label('a', 'Positive');
  await edited('a', choose('Negative'));
  await label('b', 'Positive');
  expect(await labelsOf()).toMatchObject({ a: ['Negative'], b: ['Positive'] });
  expect(Object.keys(await taskFiles())).toHaveLength(2);
});

test('a project over a branch with labels takes over its tasks, config and labels', async () => {
  await label('a', 'Positive');
  await label('b', 'Negative');
  await commit();
  const files = await place.files('labels', 'master');
  await removeProject(place.server, owner, { id });
  const again = await createProject(place.server, owner, { title: 'Again', target: { repo: 'labels' } });
  ({ id } = again);
  expect(again.counts).toMatchObject({ tasks: 2, labeled: 2 });
  expect(again.title).toBe('Sentiments');
  expect(again.config).toBe(files['config.xml']);
  expect(await pending()).toEqual([0, 0, 0]);
  await label('a', 'Neutral');
  await commit();
  const now = await taskFiles();
  expect(Object.keys(now)).toHaveLength(2);
  const [, a = ''] = Object.entries(now).find(([, text]) => parse(text).data.text === 'a') ?? [];
  expect(parse(a).annotations).toHaveLength(2);
});

test('a submit while a commit is made stays pending; a commit cut off before its write is made again', async () => {
  await label('a', 'Positive');
  const { db } = place.server;
  const write = db.write.bind(db);
  let calls = 0;
  Object.assign(db, {
    write: async (plan: Parameters<typeof write>[0]) => {
      if (plan.some(({ sql }) => sql.includes('meta_hash')) && calls++ === 0) {
        Object.assign(db, { write });
        await label('b', 'Negative');
        await label('a', 'Neutral');
        throw new GuardMissed(0);
      }
      return write(plan);
    },
  });
  expect(await commit()).not.toBe(null);
  expect(calls).toBe(1);
  expect(await pending()).toEqual([0, 0, 0]);
  expect(Object.keys(await taskFiles())).toHaveLength(2);

  await label('c', 'Positive');
  Object.assign(db, {
    write: async (plan: Parameters<typeof write>[0]) => {
      if (plan.some(({ sql }) => sql.includes('meta_hash'))) {
        Object.assign(db, { write });
        await label('c', 'Negative');
        await label('d', 'Negative');
      }
      return write(plan);
    },
  });
  await commit();
  // c was committed as it was read, and is pending again for its second annotation
  expect(await pending()).toEqual([1, 1, 0]);
  await commit();
  expect(await pending()).toEqual([0, 0, 0]);
  const c = Object.values(await taskFiles()).find((text) => parse(text).data.text === 'c');
  expect(parse(c ?? '').annotations).toHaveLength(2);
});

test('a kill between the head’s move and the rows is mended by whoever comes next', async () => {
  await label('a', 'Positive');
  const first = await commit();
  await label('a', 'Negative');
  await commit();
  const author = { id: owner.account, name: owner.name };
  await restoreBranch(place.server.versions, {
    repo: await repo(),
    branch: 'master',
    to: first?.id ?? '',
    author,
  });
  // nothing of the rows was written: the next commit brings them to the head, and changes nothing
  expect(await commit()).toBe(null);
  expect(await labelsOf()).toMatchObject({ a: ['Positive'] });
});

test('title, config and instructions go with the labels and come back with a restore', async () => {
  await updateProject(place.server, owner, { id, instructions: 'Read twice.' });
  expect(await commit()).toBe(null);
  await label('a', 'Positive');
  await commit();
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await updateProject(place.server, owner, { id, title: 'Renamed', instructions: '' });
  expect(await commit()).not.toBe(null);
  expect(Object.keys(await place.files('labels', 'master'))).not.toContain('instructions/instructions.md');
  await restoreLabels(place.server, owner, { id, ref: 'v1' });
  expect(await getProject(place.server, owner, { id })).toMatchObject({
    title: 'Sentiments',
    instructions: 'Read twice.',
  });
  expect(await commit()).toBe(null);
});
