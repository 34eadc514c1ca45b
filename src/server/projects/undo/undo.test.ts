import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../actor.ts';
import { assignTasks } from '../assign/assign-tasks.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { setProjectMember } from '../members.ts';
import { pendingLabels } from '../labels/pending-labels.ts';
import { createPredictions } from '../predictions/create-predictions.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { removeProject } from '../remove-project.ts';
import { addComment, listComments } from '../review/comments.ts';
import { listAudit } from '../review/list-audit.ts';
import { readSql } from '../../../db/run-sql.ts';
import { syncProject } from '../sources/sync-project.ts';
import { saveDraft } from '../tasks/drafts.ts';
import { getTask } from '../tasks/get-task.ts';
import { importItems } from '../tasks/import-items.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { rangesOf } from './bulk-act.ts';
import { sweepUndo, undoDays } from './sweep-undo.ts';
import { undoAct } from './undo-act.ts';

const day = 86_400_000;
const items = ['a', 'b', 'c', 'd'].map((text) => ({ data: { text } }));
let place: Place;
let owner: Actor;
let id: string;
let tasks: string[];
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner));
  tasks = (await importItems(place.server, owner, { id, items })).ids.map(String);
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});

const label = (n: number, choice: string) =>
  submitAnnotation(place.server, owner, { id, task: tasks[n] ?? '', result: answer(choice) });
const remove = async (...places: number[]) => {
  const ids = places.map((n) => tasks[n] ?? '');
  const { undo } = await removeTasks(place.server, owner, { id, ids });
  return undo ?? '';
};
const undo = (act: string) => undoAct(place.server, owner, { id, act });
const texts = async (state: 'all' | 'retired' = 'all') =>
  (await listTasks(place.server, owner, { id, limit: 99, state })).items.map(({ data }) => data['text']);
const rowsOf = async (project: number) => {
  const rows: Record<string, unknown[]> = {};
  for (const table of ['task', 'annotation', 'annotation_class', 'prediction', 'draft', 'task_comment'])
    rows[table] = await readSql(
      place.db,
      sql`SELECT * FROM ${sql.table(table)} WHERE project = ${project} ORDER BY 1, 2, 3`,
    );
  return rows;
};
const everything = async () => {
  const view = await Promise.all(tasks.map((task) => getTask(place.server, owner, { id, task })));
  return view.map((task) => ({ ...task, updated: null }));
};

test('deleted tasks return with labels, drafts, predictions and comments', async () => {
  await label(0, 'Positive');
  await commitLabels(place.server, owner, { id });
  await label(1, 'Negative');
  await saveDraft(place.server, owner, { id, task: tasks[2] ?? '', result: answer('Neutral') });
  await createPredictions(place.server, owner, {
    id,
    predictions: [{ task: Number(tasks[3]), result: answer('Neutral'), score: 0.4, modelVersion: 'm' }],
  });
  await addComment(place.server, owner, { id, task: tasks[3] ?? '', text: 'Why?' });
  const before = await everything();
  const pending = await pendingLabels(place.server, owner, { id });
  const act = await remove(0, 1, 2, 3);
  expect(await texts()).toEqual([]);
  expect(await texts('retired')).toEqual(['a']);
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 0, changed: 0, retired: 1 });
  for (const task of tasks.slice(1))
    await expect(getTask(place.server, owner, { id, task })).rejects.toMatchObject({
      code: 'task.not_found',
    });

  expect(await undo(act)).toEqual({ tasks: 4, retired: 0, changed: 0 });
  expect(await everything()).toEqual(before);
  expect(await pendingLabels(place.server, owner, { id })).toEqual(pending);
  expect(
    (await listComments(place.server, owner, { id, task: tasks[3] ?? '', open: true })).items,
  ).toHaveLength(1);
  await expect(undo(act)).rejects.toMatchObject({ code: 'act.undone' });
  await commitLabels(place.server, owner, { id });
  expect(
    Object.keys(await place.files('labels', 'master')).filter((path) => path.startsWith('tasks')),
  ).toHaveLength(2);
});

test('what a commit took out in the meantime is in the next commit again', async () => {
  await label(0, 'Positive');
  await commitLabels(place.server, owner, { id });
  const files = async () =>
    Object.keys(await place.files('labels', 'master')).filter((path) => path.startsWith('tasks'));
  const before = await files();
  const act = await remove(0, 1);
  await commitLabels(place.server, owner, { id });
  expect(await files()).toEqual([]);
  await undo(act);
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 1, changed: 0, retired: 0 });
  await commitLabels(place.server, owner, { id });
  expect(await files()).toEqual(before);
});

test('a task whose data came in again returns as a retired one', async () => {
  await label(0, 'Positive');
  const act = await remove(0, 1);
  await importItems(place.server, owner, { id, items: items.slice(0, 1) });
  expect(await undo(act)).toEqual({ tasks: 2, retired: 1, changed: 0 });
  expect(await texts()).toEqual(['b', 'c', 'd', 'a']);
  expect(await texts('retired')).toEqual(['a']);
  expect((await getTask(place.server, owner, { id, task: tasks[0] ?? '' })).annotations).toHaveLength(1);
});

test('an import goes, and comes back', async () => {
  const imported = (await listAudit(place.server, owner, { id, limit: 1 })).items[0];
  expect(imported).toMatchObject({ kind: 'tasks.imported', undo: 'open', detail: { tasks: 4 } });
  await label(2, 'Positive');
  expect(await undo(imported?.id ?? '')).toEqual({ tasks: 4, retired: 0, changed: 0 });
  expect(await texts()).toEqual([]);
  const [undone, deleted] = (await listAudit(place.server, owner, { id, limit: 2 })).items;
  expect(undone).toMatchObject({
    kind: 'act.undone',
    undo: null,
    detail: { of: 'tasks.imported', tasks: 4 },
  });
  expect(deleted).toMatchObject({ kind: 'tasks.deleted', undo: 'open' });
  await undo(deleted?.id ?? '');
  expect(await texts()).toEqual(['a', 'b', 'c', 'd']);
  expect((await getTask(place.server, owner, { id, task: tasks[2] ?? '' })).annotations).toHaveLength(1);
});

test('assignments go back to whom they were for, but for those made since', async () => {
  const to = async (account: string | null, ...places: number[]) => {
    const ids = places.map((n) => tasks[n] ?? '');
    return (await assignTasks(place.server, owner, { id, ids, account })).undo ?? '';
  };
  const boss = await place.person('Bo', 'manager');
  const chief = await place.person('Cy', 'manager');
  const assignees = async () =>
    (await listTasks(place.server, owner, { id, limit: 9 })).items.map(
      ({ assignee }) => assignee?.name ?? '',
    );
  await to(boss.account, 0, 1);
  const act = await to(owner.account, 0, 1, 2, 3);
  await to(chief.account, 1);
  expect(await assignees()).toEqual(['Ada', 'Cy', 'Ada', 'Ada']);
  expect(await undo(act)).toEqual({ tasks: 3, retired: 0, changed: 0 });
  expect(await assignees()).toEqual(['Bo', 'Cy', '', '']);
});

test('all that match are deleted or assigned, page by page, as one act', async () => {
  const many = Array.from({ length: 900 }, (_, n) => ({ data: { text: `row ${n}` } }));
  await importItems(place.server, owner, { id, items: many });
  const match = { filter: JSON.stringify({ text: 'row' }) };
  const assigned = await assignTasks(place.server, owner, { id, match, account: owner.account });
  expect(assigned.assigned).toBe(900);
  const { deleted, undo: act } = await removeTasks(place.server, owner, { id, match });
  expect(deleted).toBe(900);
  expect(await texts()).toEqual(['a', 'b', 'c', 'd']);
  const audit = (await listAudit(place.server, owner, { id, limit: 9, kind: 'tasks.deleted' })).items;
  expect(audit).toMatchObject([{ id: act, detail: { tasks: 900 } }]);
  expect(await undo(act ?? '')).toEqual({ tasks: 900, retired: 0, changed: 0 });
  expect((await listTasks(place.server, owner, { id, limit: 1 })).total).toBe(904);
  expect(await readSql(place.db, sql`SELECT * FROM task WHERE project < 0`)).toEqual([]);
});

test('after two weeks deleted tasks are gone for good', async () => {
  await label(0, 'Positive');
  await commitLabels(place.server, owner, { id });
  await label(1, 'Positive');
  const first = await remove(0, 1);
  place.pass((undoDays - 1) * day);
  const second = await remove(2);
  await sweepUndo(place.server);
  expect(await rowsOf(-Number(id))).toMatchObject({ task: [{}, {}], annotation: [{}] });
  place.pass(2 * day);
  await sweepUndo(place.server);
  expect((await rowsOf(-Number(id)))['task']).toHaveLength(1);
  const acts = (await listAudit(place.server, owner, { id, limit: 9, kind: 'tasks.deleted' })).items;
  expect(acts.map((act) => [act.id, act.undo])).toEqual([
    [second, 'open'],
    [first, 'ended'],
  ]);
  await expect(undo(first)).rejects.toMatchObject({ code: 'act.not_found' });
  expect(await texts('retired')).toEqual(['a']);
  await undo(second);
  expect(await texts()).toEqual(['c', 'd']);
});

test('what waits goes with its project, and a source passes it by', async () => {
  await place.put('raw', { x: '{"text":"x"}' });
  await syncProject(place.server, owner, { id });
  const [x] = (await listTasks(place.server, owner, { id, limit: 1, sort: '-id' })).items;
  await removeTasks(place.server, owner, { id, ids: [x?.id ?? '', tasks[0] ?? ''] });
  await place.put('raw', { y: '{"text":"y"}' });
  await syncProject(place.server, owner, { id });
  expect(await texts()).toEqual(['b', 'c', 'd', 'y']);
  await removeProject(place.server, owner, { id });
  for (const rows of Object.values(await rowsOf(-Number(id)))) expect(rows).toEqual([]);
  expect(await readSql(place.db, sql`SELECT * FROM undo_range`)).toEqual([]);
  ({ id } = await sentimentProject(place, owner));
});

test('others cannot undo', async () => {
  const act = await remove(0);
  const ann = await place.person('Ann', 'annotator');
  const oz = await place.person('Oz', 'owner', 'o2');
  await expect(undoAct(place.server, ann, { id, act })).rejects.toMatchObject({ code: 'project.not_found' });
  await expect(undoAct(place.server, oz, { id, act })).rejects.toMatchObject({ code: 'project.not_found' });
  const rita = await place.person('Rita', 'annotator');
  await setProjectMember(place.server, owner, { id, account: rita.account, role: 'reviewer' });
  await expect(undoAct(place.server, rita, { id, act })).rejects.toMatchObject({ code: 'auth.forbidden' });
  await expect(undo('nothing')).rejects.toMatchObject({ code: 'act.not_found' });
});

test('ids are kept as runs', () => {
  const acted = [5, 3, 4, 9, 10, 11].map((number) => ({ id: number, before: number > 10 ? 'x' : null }));
  expect(rangesOf(acted)).toEqual([
    { first: 3, last: 5, before: null },
    { first: 9, last: 10, before: null },
    { first: 11, last: 11, before: 'x' },
  ]);
});
