import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBranch } from '../../../versions/commands/create-branch.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { labelDiff } from '../labels/label-diff.ts';
import { tagLabels } from '../labels/label-history.ts';
import { listConflicts } from '../labels/list-conflicts.ts';
import { pendingLabels } from '../labels/pending-labels.ts';
import { restoreLabels } from '../labels/restore-labels.ts';
import { getProject } from '../get-project.ts';
import { setProjectMember } from '../members.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { getTask } from '../tasks/get-task.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { removeAnnotation } from '../tasks/remove-annotation.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { updateProject } from '../update-project.ts';
import { readSql } from '../../../db/run-sql.ts';
import { sweepUndo, undoDays } from '../undo/sweep-undo.ts';
import { undoAct } from '../undo/undo-act.ts';
import { mergeLabels } from './merge-labels.ts';
import { resolveConflicts } from './resolve-conflicts.ts';
import { restoreTask } from './restore-task.ts';
import { revertLabels } from './revert-labels.ts';
import { taskBlame } from './task-blame.ts';
import { taskHistory } from './task-history.ts';

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

type Parsed = {
  data: { text: string };
  annotations: { uid: string; result: { value: { choices: string[] } }[] }[];
};
const taskOf = async (text: string): Promise<string> => {
  const { items } = await listTasks(place.server, owner, { id, limit: 100 });
  return items.find((item) => item.data['text'] === text)?.id ?? '';
};
const label = async (text: string, choice: string, actor = owner) =>
  submitAnnotation(place.server, actor, { id, task: await taskOf(text), result: answer(choice) });
const relabel = (annotation: string, choice: string) =>
  updateAnnotation(place.server, owner, { id, annotation, result: answer(choice) });
const commit = async (message?: string) =>
  (await commitLabels(place.server, owner, { id, ...(message ? { message } : {}) })).commit?.id ?? '';
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
const repo = () => getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });
const branch = async (name: string, head = 'master') =>
  createBranch(place.server.versions, { repo: await repo(), name, head, policy: { type: 'each' } });
/** Changes the file of a task on another branch, as somebody does who works there. */
const elsewhere = async (name: string, text: string, edit: (file: Parsed) => void): Promise<void> => {
  const files = await place.files('labels', name);
  const [path = '', content = ''] =
    Object.entries(files).find(
      ([each, body]) => each.startsWith('tasks/') && body.includes(`"text":"${text}"`),
    ) ?? [];
  const file = JSON.parse(content) as Parsed;
  edit(file);
  await place.put('labels', { [path]: JSON.stringify(file) }, name);
};
const choose = (choice: string) => (file: Parsed) => {
  for (const { value } of file.annotations[0]?.result ?? []) value.choices = [choice];
};
const pending = async () => {
  const { new: added, changed, retired } = await pendingLabels(place.server, owner, { id });
  return [added, changed, retired];
};

test('a merge brings another branch in, with both parents; a dry run says so before and changes nothing', async () => {
  await label('a', 'Positive');
  await label('b', 'Positive');
  await commit();
  await branch('other');
  await elsewhere('other', 'a', choose('Negative'));
  await label('c', 'Neutral');
  const dry = await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union', dryRun: true });
  expect(dry).toMatchObject({
    commit: null,
    tasks: { added: 0, removed: 0, changed: 1 },
    annotations: { added: 0, removed: 0, changed: 1 },
    conflicts: 0,
  });
  expect(await labelsOf()).toEqual({ a: ['Positive'], b: ['Positive'], c: ['Neutral'], d: [] });
  expect(await pending()).toEqual([1, 0, 0]);

  const { commit: _, before: __, ...counts } = dry;
  const merged = await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union' });
  expect(merged).toMatchObject(counts);
  expect(await labelsOf()).toEqual({ a: ['Negative'], b: ['Positive'], c: ['Neutral'], d: [] });
  expect(await pending()).toEqual([0, 0, 0]);
  const made = await getCommit(place.server.versions, { repo: await repo(), ref: merged.commit?.id ?? '' });
  const other = await getBranch(place.server.versions, { repo: await repo(), name: 'other' });
  expect(made.parents).toEqual([merged.before, other.head]);
  // it is in now: once more is nothing
  expect(await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union' })).toMatchObject({
    commit: null,
    tasks: { changed: 0 },
  });
  await restoreLabels(place.server, owner, { id, ref: merged.before ?? '' });
  expect(await labelsOf()).toMatchObject({ a: ['Positive'], c: ['Neutral'] });
});

test('after a merge each label is blamed on the commit of its own side, and on none where nobody touched it', async () => {
  const a = await label('a', 'Positive');
  await label('b', 'Positive');
  const first = await commit();
  await branch('other');
  await elsewhere('other', 'a', (file) => {
    const [own] = file.annotations;
    file.annotations.push({ ...(own as Parsed['annotations'][0]), uid: 'zz-theirs' });
  });
  const theirs = await getBranch(place.server.versions, { repo: await repo(), name: 'other' });
  await relabel(a.id, 'Neutral');
  const ours = await commit();
  const merged = await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union' });
  expect(merged.commit).not.toBe(null);
  const blamed = async (text: string) => {
    const { items } = await taskBlame(place.server, owner, { id, task: await taskOf(text) });
    return items.map(({ annotation, commit: by }) => [annotation === 'zz-theirs', by.id]);
  };
  expect(await blamed('a')).toEqual([
    [false, ours],
    [true, theirs.head],
  ]);
  expect(await blamed('b')).toEqual([[false, first]]);
});

test.each(['ours', 'theirs'] as const)(
  'what both changed waits; all are settled as %s at once',
  async (take) => {
    const [a, b] = [await label('a', 'Positive'), await label('b', 'Positive')];
    await commit();
    await branch('other');
    await elsewhere('other', 'a', choose('Negative'));
    await elsewhere('other', 'b', choose('Negative'));
    await relabel(a.id, 'Neutral');
    await relabel(b.id, 'Neutral');
    const merged = await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union' });
    expect(merged).toMatchObject({ conflicts: 2, tasks: { changed: 0 } });
    expect(await labelsOf()).toMatchObject({ a: ['Neutral'], b: ['Neutral'] });
    expect((await listConflicts(place.server, owner, { id, limit: 10 })).items).toMatchObject([
      { kind: 'label', ours: ['Neutral'], theirs: ['Negative'], field: null },
      { kind: 'label' },
    ]);
    const settled = await resolveConflicts(place.server, owner, { id, take });
    expect(settled).toMatchObject({ resolved: 2, missed: 0 });
    const wanted = take === 'ours' ? 'Neutral' : 'Negative';
    expect(await labelsOf()).toMatchObject({ a: [wanted], b: [wanted] });
    expect((await getProject(place.server, owner, { id })).conflicts).toBe(0);
    expect((await getProject(place.server, owner, { id })).conflicts).toBe(0);
    const act = settled.undo ?? '';
    expect(await undoAct(place.server, owner, { id, act })).toEqual({ tasks: 2, retired: 0, changed: 0 });
    expect(await labelsOf()).toMatchObject({ a: ['Neutral'], b: ['Neutral'] });
    expect((await getProject(place.server, owner, { id })).conflicts).toBe(2);
    await expect(undoAct(place.server, owner, { id, act })).rejects.toMatchObject({ code: 'act.undone' });
    expect(await commit()).toBe('');
    await resolveConflicts(place.server, owner, { id, take });
    expect((await commit()) !== '').toBe(take === 'theirs');
    expect(await resolveConflicts(place.server, owner, { id, take })).toEqual({
      resolved: 0,
      missed: 0,
      undo: null,
    });
  },
);

test('undoing a settled conflict keeps what somebody changed since, and says so', async () => {
  const [a, b] = [await label('a', 'Positive'), await label('b', 'Positive')];
  await commit();
  await branch('other');
  await elsewhere('other', 'a', choose('Negative'));
  await elsewhere('other', 'b', (file) => void file.annotations.pop());
  await relabel(a.id, 'Neutral');
  await relabel(b.id, 'Neutral');
  await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union' });
  const settled = await resolveConflicts(place.server, owner, { id, take: 'theirs' });
  expect(await labelsOf()).toMatchObject({ a: ['Negative'], b: [] });
  await relabel(a.id, 'Positive');
  const rita = await place.person('Rita', 'annotator');
  await setProjectMember(place.server, owner, { id, account: rita.account, role: 'reviewer' });
  const undone = await undoAct(place.server, rita, { id, act: settled.undo ?? '' });
  expect(undone).toEqual({ tasks: 2, retired: 0, changed: 1 });
  expect(await labelsOf()).toMatchObject({ a: ['Positive'], b: ['Neutral'] });
  expect((await getProject(place.server, owner, { id })).conflicts).toBe(2);

  const again = await resolveConflicts(place.server, owner, { id, take: 'theirs' });
  place.pass((undoDays + 1) * 86_400_000);
  await sweepUndo(place.server);
  await expect(undoAct(place.server, owner, { id, act: again.undo ?? '' })).rejects.toMatchObject({
    code: 'act.not_found',
  });
  expect(await readSql(place.db, sql`SELECT * FROM settled_task`)).toEqual([]);
});

test('annotators see their own of history and diff, task by task', async () => {
  const ben = await place.person('Ben', 'annotator');
  await setProjectMember(place.server, owner, { id, account: ben.account, role: 'annotator' });
  await label('a', 'Positive');
  await label('b', 'Positive');
  const first = await commit('Ada’s');
  await label('a', 'Negative', ben);
  const second = await commit('Ben’s');
  const diffFor = async (actor: Actor, range: { from?: string; to: string; task?: string }) =>
    (await labelDiff(place.server, actor, { id, limit: 10, ...range })).items.map(
      ({ change, before, after, annotations }) => [
        change,
        before === null,
        after === null,
        annotations.length,
      ],
    );
  const task = await taskOf('a');
  expect(await diffFor(owner, { to: second })).toHaveLength(2);
  expect(await diffFor(owner, { to: second, task })).toEqual([['added', true, false, 2]]);
  expect(await diffFor(ben, { to: second })).toEqual([['added', true, false, 1]]);
  expect(await diffFor(ben, { to: first })).toEqual([]);
  expect(await diffFor(ben, { from: first, to: second, task })).toEqual([['added', true, false, 1]]);
  const { items } = await taskHistory(place.server, ben, { id, task, limit: 10 });
  expect(items.map(({ message, annotations }) => [message, annotations])).toEqual([['Ben’s', 1]]);
});

test('fuse makes one annotation of two people’s, with their parents; a clash is one conflict', async () => {
  await label('a', 'Positive');
  await label('b', 'Positive');
  await commit();
  await branch('other');
  const added = (file: Parsed) => {
    const [first] = file.annotations;
    if (first) file.annotations.push({ ...structuredClone(first), uid: 'zz-other' });
  };
  await elsewhere('other', 'a', added);
  await elsewhere('other', 'b', (file) => {
    added(file);
    for (const { value } of file.annotations[1]?.result ?? []) value.choices = ['Negative'];
  });
  const ben = await place.person('Ben', 'annotator');
  await setProjectMember(place.server, owner, { id, account: ben.account, role: 'annotator' });
  await label('a', 'Positive', ben);
  await label('b', 'Positive', ben);
  const union = await mergeLabels(place.server, owner, { id, from: 'other', mode: 'union', dryRun: true });
  expect(union).toMatchObject({ annotations: { added: 2 }, conflicts: 0 });
  const merged = await mergeLabels(place.server, owner, { id, from: 'other', mode: 'fuse' });
  expect(merged.conflicts).toBe(1);
  expect(merged.annotations.removed).toBeGreaterThan(0);
  expect(await labelsOf()).toMatchObject({ a: ['Positive'], b: ['Positive'] });
  const files = Object.values(await place.files('labels', 'master')).filter((text) =>
    text.includes('"parents"'),
  );
  expect(files).toHaveLength(2);
  await resolveConflicts(place.server, owner, { id, take: 'theirs' });
  expect(await labelsOf()).toMatchObject({ a: ['Positive'], b: ['Negative'] });
});

test('a revert takes one commit back and keeps what came after', async () => {
  const a = await label('a', 'Positive');
  await commit('one');
  await relabel(a.id, 'Negative');
  await label('b', 'Positive');
  const second = await commit('two');
  await label('c', 'Neutral');
  await commit('three');
  const reverted = await revertLabels(place.server, owner, { id, commit: second });
  expect(reverted).toMatchObject({
    commit: { message: 'Revert "two"' },
    tasks: { added: 0, removed: 1, changed: 1 },
    conflicts: 0,
  });
  expect(await labelsOf()).toEqual({ a: ['Positive'], b: [], c: ['Neutral'], d: [] });
  // and the revert itself can be taken back
  await revertLabels(place.server, owner, { id, commit: reverted.commit?.id ?? '' });
  expect(await labelsOf()).toEqual({ a: ['Negative'], b: ['Positive'], c: ['Neutral'], d: [] });
  expect(await pending()).toEqual([0, 0, 0]);
});

test('what changed again since the reverted commit is a conflict; the first commit can be reverted too', async () => {
  const a = await label('a', 'Positive');
  await label('b', 'Positive');
  const first = await commit();
  await relabel(a.id, 'Negative');
  const second = await commit();
  await relabel(a.id, 'Neutral');
  await commit();
  expect(await revertLabels(place.server, owner, { id, commit: second })).toMatchObject({
    conflicts: 1,
    commit: null,
  });
  expect(await labelsOf()).toMatchObject({ a: ['Neutral'] });
  await resolveConflicts(place.server, owner, { id, take: 'theirs' });
  expect(await labelsOf()).toMatchObject({ a: ['Positive'] });
  await commit();
  const gone = await revertLabels(place.server, owner, { id, commit: first });
  expect(gone).toMatchObject({ tasks: { removed: 1 }, conflicts: 1 });
  expect(await labelsOf()).toMatchObject({ a: ['Positive'], b: [] });
  await resolveConflicts(place.server, owner, { id, take: 'theirs' });
  expect(await labelsOf()).toMatchObject({ a: [], b: [] });
});

test('a revert brings back title and config, unless they were changed again', async () => {
  await label('a', 'Positive');
  await commit();
  await updateProject(place.server, owner, { id, title: 'Renamed', instructions: 'Read twice.' });
  const second = await commit();
  await updateProject(place.server, owner, { id, title: 'Again' });
  await commit();
  const reverted = await revertLabels(place.server, owner, { id, commit: second });
  expect(reverted).toMatchObject({ taken: ['instructions'], kept: ['title'] });
  expect(await getProject(place.server, owner, { id })).toMatchObject({ title: 'Again', instructions: '' });
});

test('one task goes back to a commit, the others stay', async () => {
  const a = await label('a', 'Positive');
  await label('b', 'Positive');
  await commit();
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await relabel(a.id, 'Negative');
  await label('b', 'Neutral');
  const restored = await restoreTask(place.server, owner, { id, task: await taskOf('a'), ref: 'v1' });
  expect(restored.commit).not.toBe(null);
  expect(await labelsOf()).toEqual({ a: ['Positive'], b: ['Positive', 'Neutral'], c: [], d: [] });
  expect(await pending()).toEqual([0, 0, 0]);
  await restoreLabels(place.server, owner, { id, ref: restored.before ?? '' });
  expect(await labelsOf()).toMatchObject({ a: ['Negative'] });
  // it had no labels there: they leave
  await label('c', 'Neutral');
  await restoreTask(place.server, owner, { id, task: await taskOf('c'), ref: 'v1' });
  expect(await labelsOf()).toMatchObject({ c: [] });
  const again = await restoreTask(place.server, owner, { id, task: await taskOf('c'), ref: 'v1' });
  expect(again.commit).toBe(null);
});

test('blame and history of a task', async () => {
  const task = await taskOf('a');
  expect(await taskBlame(place.server, owner, { id, task })).toEqual({
    commit: null,
    pending: false,
    items: [],
  });
  const a = await label('a', 'Positive');
  const first = await commit('one');
  await label('b', 'Positive');
  await commit('two');
  const blamed = await taskBlame(place.server, owner, { id, task });
  expect(blamed).toMatchObject({
    pending: false,
    items: [
      {
        region: 'r1',
        fromName: 'sentiment',
        author: { id: owner.account, name: 'Ada' },
        commit: { id: first, message: 'one' },
        madeOn: { input: expect.any(String), config: expect.any(String), instructions: null },
      },
    ],
  });
  await relabel(a.id, 'Negative');
  expect(await taskBlame(place.server, owner, { id, task })).toEqual({ ...blamed, pending: true });
  const third = await commit('three');
  expect((await taskBlame(place.server, owner, { id, task })).items[0]?.commit.id).toBe(third);
  expect((await taskBlame(place.server, owner, { id, task, ref: first })).items[0]?.commit.id).toBe(first);
  await removeAnnotation(place.server, owner, { id, annotation: a.id });
  await commit('four');
  const { items } = await taskHistory(place.server, owner, { id, task, limit: 10 });
  expect(items.map(({ message, annotations }) => [message, annotations])).toEqual([
    ['four', 0],
    ['three', 1],
    ['one', 1],
  ]);
  expect(items[1]?.regions).toMatchObject([{ change: 'modified', fields: ['value.choices'] }]);
  const page = await taskHistory(place.server, owner, { id, task, limit: 1 });
  expect(await taskHistory(place.server, owner, { id, task, limit: 1, cursor: page.next })).toMatchObject({
    items: [{ message: 'three' }],
  });
});
