import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../actor.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { restoreLabels } from '../labels/restore-labels.ts';
import { removeProjectMember, setProjectMember } from '../members.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import { syncProject } from '../sources/sync-project.ts';
import type { ProjectRow } from '../tables.ts';
import { getTask } from '../tasks/get-task.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { nextTask } from '../tasks/next-task.ts';
import { removeAnnotation } from '../tasks/remove-annotation.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { updateProject } from '../update-project.ts';
import { addComment, listComments, resolveComment } from './comments.ts';
import { listAudit } from './list-audit.ts';
import { reviewAnnotation } from './review-annotation.ts';

let place: Place;
let owner: Actor;
let ann: Actor;
let ben: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b', 'c', 'd'] }));
  await syncProject(place.server, owner, { id });
  [ann, ben] = [await member('Ann'), await member('Ben')];
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  expect(await reviewCounters()).toEqual(await reviewCounted());
  await place.close();
});

const member = async (name: string): Promise<Actor> => {
  const actor = await place.person(name, 'annotator');
  await setProjectMember(place.server, owner, { id, account: actor.account, role: 'annotator' });
  return actor;
};
const reviewCounters = async () => {
  const row = await readOne<ProjectRow>(place.db, sql`SELECT * FROM project WHERE id = ${Number(id)}`);
  return [row?.accepted, row?.rejected];
};
const reviewCounted = async () => {
  const rows = await readSql<{ task: number; review: string | null; skipped: number }>(
    place.db,
    sql`SELECT task, annotation.review, skipped FROM annotation JOIN task ON task.id = task WHERE retired = 0`,
  );
  const tasks = [...new Set(rows.map(({ task }) => task))].map((task) =>
    rows.filter((row) => row.task === task),
  );
  const rejected = tasks.filter((own) => own.some(({ review }) => review === 'rejected'));
  const accepted = tasks.filter(
    (own) =>
      !rejected.includes(own) &&
      own.some(({ review }) => review === 'accepted') &&
      own.every(({ review, skipped }) => review === 'accepted' || skipped === 1),
  );
  return [accepted.length, rejected.length];
};
const taskOf = async (text: string): Promise<string> => {
  const { items } = await listTasks(place.server, owner, { id, limit: 100 });
  return items.find((item) => item.data['text'] === text)?.id ?? '';
};
const label = async (text: string, actor: Actor) =>
  submitAnnotation(place.server, actor, { id, task: await taskOf(text), result: answer('Positive') });
const review = (annotation: string, decision: 'accepted' | 'rejected' | null, comment = '') =>
  reviewAnnotation(place.server, owner, { id, annotation, decision, comment });
const next = async (actor: Actor, after: string | null = null) => {
  const { task, returned } = await nextTask(place.server, actor, { id, after });
  return { text: task?.data['text'], returned, task };
};
const kinds = async () =>
  (await listAudit(place.server, owner, { id, limit: 100 })).items.map(
    ({ kind, by }) => `${by.name} ${kind}`,
  );

test('rejected work comes back to its author first, with the comment, until it is changed', async () => {
  const [a] = [await label('a', ann), await label('b', ann), await label('c', ben)];
  expect(a.review).toBe(null);
  const rejected = await review(a.id, 'rejected', 'Read it again.');
  expect(rejected.review).toEqual({
    decision: 'rejected',
    comment: 'Read it again.',
    by: { id: owner.account, name: 'Ada' },
    at: expect.any(String),
  });
  const item = (await listTasks(place.server, owner, { id, limit: 10 })).items[0];
  expect(item).toMatchObject({ review: 'rejected', state: 'labeled' });
  // others go on with what is open
  expect(await next(ben)).toMatchObject({ text: 'd', returned: 0 });
  const back = await next(ann);
  expect(back).toMatchObject({ text: 'a', returned: 1 });
  expect(back.task?.annotations[0]?.review?.comment).toBe('Read it again.');
  expect(back.task?.lease).not.toBe(null);

  const changed = await updateAnnotation(place.server, ann, {
    id,
    annotation: a.id,
    result: answer('Negative'),
  });
  expect(changed.review).toBe(null);
  expect(await reviewCounters()).toEqual([0, 0]);
  expect(await next(ann)).toMatchObject({ text: undefined, returned: 0 });
  // a decision about what was seen, not about what came since
  const stale = reviewAnnotation(place.server, owner, {
    id,
    annotation: a.id,
    decision: 'accepted',
    ifVersion: rejected.version,
  });
  await expect(stale).rejects.toMatchObject({ code: 'annotation.changed', data: { name: 'Ann' } });
});

test('who passes rejected work over gets the next of it, then open tasks', async () => {
  const [a, b] = [await label('a', ann), await label('b', ann)];
  await review(b.id, 'rejected');
  await review(a.id, 'rejected');
  const first = await next(ann);
  expect(first).toMatchObject({ text: 'b', returned: 2 });
  const second = await next(ann, first.task?.id ?? null);
  expect(second.text).toBe('a');
  expect((await next(ann, second.task?.id ?? null)).text).toBe('c');
});

test('a task is accepted when all its annotations are; the decision can be taken back', async () => {
  const [one, two] = [await label('a', ann), await label('a', ben)];
  await review(one.id, 'accepted');
  expect(await reviewCounters()).toEqual([0, 0]);
  await review(two.id, 'accepted');
  expect(await reviewCounters()).toEqual([1, 0]);
  await review(two.id, null);
  expect(await reviewCounters()).toEqual([0, 0]);
  await review(two.id, 'rejected');
  expect(await reviewCounters()).toEqual([0, 1]);
  await removeAnnotation(place.server, ben, { id, annotation: two.id });
  expect(await reviewCounters()).toEqual([1, 0]);
  // a review is no change of labels
  await commitLabels(place.server, owner, { id });
  await review(one.id, 'rejected');
  expect((await commitLabels(place.server, owner, { id })).commit).toBe(null);
  await removeTasks(place.server, owner, { id, ids: [await taskOf('a')] });
  expect(await reviewCounters()).toEqual([0, 0]);
});

test('annotators do not review', async () => {
  const a = await label('a', ann);
  const own = reviewAnnotation(place.server, ann, { id, annotation: a.id, decision: 'accepted' });
  await expect(own).rejects.toMatchObject({ code: 'auth.forbidden' });
  await expect(listAudit(place.server, ann, { id, limit: 1 })).rejects.toMatchObject({
    code: 'auth.forbidden',
  });
});

test('comments on a task and a region; those on others’ annotations are not an annotator’s to see', async () => {
  const [a, b] = [await label('a', ann), await label('b', ben)];
  const task = await taskOf('a');
  await addComment(place.server, ann, { id, task, text: 'Which of the two?' });
  const region = await addComment(place.server, owner, {
    id,
    task,
    text: 'No.',
    annotationId: a.id,
    region: 'r1',
  });
  expect(region).toMatchObject({ annotationId: a.id, region: 'r1', author: { name: 'Ada' }, resolved: null });
  const texts = async (actor: Actor, open = false) =>
    (await listComments(place.server, actor, { id, task, open })).items.map(({ text }) => text);
  expect(await texts(ann)).toEqual(['Which of the two?', 'No.']);
  expect(await texts(ben)).toEqual(['Which of the two?']);
  expect((await getTask(place.server, owner, { id, task })).comments).toBe(2);
  const settled = await resolveComment(place.server, ann, { id, task, comment: region.id, resolved: true });
  expect(settled.resolved?.by.name).toBe('Ann');
  expect(await texts(owner, true)).toEqual(['Which of the two?']);
  expect((await getTask(place.server, owner, { id, task })).comments).toBe(1);
  await resolveComment(place.server, ann, { id, task, comment: region.id, resolved: false });
  expect((await getTask(place.server, owner, { id, task })).comments).toBe(2);
  const hidden = resolveComment(place.server, ben, { id, task, comment: region.id, resolved: true });
  await expect(hidden).rejects.toMatchObject({ code: 'comment.not_found' });
  const others = addComment(place.server, ann, {
    id,
    task: await taskOf('b'),
    text: 'x',
    annotationId: b.id,
  });
  await expect(others).rejects.toMatchObject({ code: 'annotation.not_found' });
  const wrong = addComment(place.server, owner, { id, task, text: 'x', annotationId: b.id });
  await expect(wrong).rejects.toMatchObject({ code: 'annotation.not_found' });
});

test('the audit list names who did what, newest first, by pages and kinds', async () => {
  const a = await label('a', ann);
  await updateAnnotation(place.server, ann, { id, annotation: a.id, result: answer('Negative') });
  await review(a.id, 'rejected', 'No.');
  const { commit } = await commitLabels(place.server, owner, { id, message: 'first' });
  await removeAnnotation(place.server, ann, { id, annotation: a.id });
  await restoreLabels(place.server, owner, { id, ref: commit?.id ?? '' });
  await updateProject(place.server, owner, { id, title: 'Renamed' });
  await removeProjectMember(place.server, owner, { id, account: ben.account });
  expect(await kinds()).toEqual([
    'Ada member.removed',
    'Ada settings.changed',
    'Ada labels.restored',
    'Ada labels.committed',
    'Ann annotation.deleted',
    'Ada labels.committed',
    'Ada annotation.reviewed',
    'Ann annotation.updated',
    'Ann annotation.submitted',
    'Ada member.set',
    'Ada member.set',
  ]);
  const reviewed = await listAudit(place.server, owner, { id, kind: 'annotation.reviewed', limit: 5 });
  expect(reviewed.items).toMatchObject([
    { taskId: a.taskId, annotationId: a.id, detail: { decision: 'rejected', comment: 'No.' } },
  ]);
  const commits = await listAudit(place.server, owner, { id, kind: 'labels.committed', limit: 1 });
  expect(
    (await listAudit(place.server, owner, { id, kind: 'labels.committed', limit: 1, cursor: commits.next }))
      .items,
  ).toMatchObject([{ detail: { commit: commit?.id, message: 'first' } }]);
  const anns = await listAudit(place.server, owner, { id, account: ann.account, limit: 10 });
  expect(anns.items).toHaveLength(3);
});

test('an act that fails is not in the list', async () => {
  const task = await taskOf('a');
  await expect(
    submitAnnotation(place.server, ann, {
      id,
      task,
      result: [{ id: 'x', type: 'choices', from_name: 'none' }],
    }),
  ).rejects.toMatchObject({ code: 'result.invalid' });
  const request = { id, task, result: answer('Positive'), requestId: 'once' };
  await submitAnnotation(place.server, ann, request);
  await submitAnnotation(place.server, ann, request);
  expect((await kinds()).filter((kind) => kind.includes('annotation'))).toEqual(['Ann annotation.submitted']);
});
