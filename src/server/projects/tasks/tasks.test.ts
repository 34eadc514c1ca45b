import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { getProject } from '../get-project.ts';
import { listProjects } from '../list-projects.ts';
import { setProjectMember } from '../members.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { removeDraft, saveDraft } from './drafts.ts';
import { getTask } from './get-task.ts';
import { listTasks } from './list-tasks.ts';
import { nextTask } from './next-task.ts';
import { releaseTask } from './release-task.ts';
import { removeAnnotation } from './remove-annotation.ts';
import { submitAnnotation } from './submit-annotation.ts';
import { requireAnnotation } from './task-rows.ts';
import { updateAnnotation } from './update-annotation.ts';

let place: Place;
let owner: Actor;
let id: string;
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: AppError) => error.code ?? String(error),
  );

const begin = async (count: number): Promise<void> => {
  const texts = Array.from({ length: count }, (_, n) => `text ${n}`);
  ({ id } = await sentimentProject(place, owner, { texts }));
  await syncProject(place.server, owner, { id });
};
const annotator = async (name: string): Promise<Actor> => {
  const actor = await place.person(name, 'annotator');
  await setProjectMember(place.server, owner, { id, account: actor.account, role: 'annotator' });
  return actor;
};

beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
});
afterEach(async () => {
  if (id) {
    const { kept, counted } = await compareCounts(place, id);
    expect(kept).toEqual(counted);
  }
  await place.close();
});

test('twenty people who ask at once and again get each task once', async () => {
  await begin(60);
  const people = await Promise.all(Array.from({ length: 20 }, (_, n) => annotator(`p${n}`)));
  const got: string[] = [];
  await Promise.all(
    people.map(async (actor) => {
      for (;;) {
        const { task } = await nextTask(place.server, actor, { id });
        if (task === null) return;
        got.push(task.id);
        await submitAnnotation(place.server, actor, { id, task: task.id, result: answer('Positive') });
      }
    }),
  );
  expect(got).toHaveLength(60);
  expect(new Set(got).size).toBe(60);
  expect((await getProject(place.server, owner, { id })).counts).toMatchObject({
    labeled: 60,
    annotations: 60,
  });
});

test('a lease holds for its owner, ends by release, expiry or moving on, and is renewed by drafts', async () => {
  await begin(3);
  const [ann, ben] = [await annotator('ann'), await annotator('ben')];
  const first = (await nextTask(place.server, ann, { id })).task;
  expect((await nextTask(place.server, ann, { id })).task?.id).toBe(first?.id);
  expect(first?.lease).not.toBe(null);
  const second = (await nextTask(place.server, ben, { id })).task;
  expect(second?.id).not.toBe(first?.id);
  expect(await codeOf(getTask(place.server, ben, { id, task: first?.id ?? '', lease: true }))).toBe(
    'task.taken',
  );

  place.pass(14 * 60_000);
  await saveDraft(place.server, ann, { id, task: first?.id ?? '', result: [] });
  place.pass(14 * 60_000);
  // ben's has ended, ann's was renewed
  const owners = (await nextTask(place.server, owner, { id })).task;
  expect(owners?.id).toBe(second?.id);
  await releaseTask(place.server, ann, { id, task: first?.id ?? '' });
  expect((await nextTask(place.server, ben, { id })).task?.id).toBe(first?.id);
  const after = (await nextTask(place.server, ben, { id, after: first?.id })).task;
  expect(after?.id).not.toBe(first?.id);
  expect((await nextTask(place.server, ann, { id })).task?.id).toBe(first?.id);
});

test('who asks ahead keeps the task before him: nobody else gets it meanwhile', async () => {
  await begin(3);
  const [ann, bea] = [await annotator('Ann'), await annotator('Bea')];
  const first = (await nextTask(place.server, ann, { id })).task?.id as string;
  const ahead = (await nextTask(place.server, ann, { id, after: first, keep: true })).task?.id;
  expect(ahead).not.toBe(first);
  const other = (await nextTask(place.server, bea, { id })).task?.id;
  expect([first, ahead]).not.toContain(other);
});

test('none is left when all are held or answered; the search begins anew after the last', async () => {
  await begin(2);
  const one = (await nextTask(place.server, owner, { id })).task?.id ?? '';
  const two = (await nextTask(place.server, owner, { id, after: one })).task?.id ?? '';
  expect((await nextTask(place.server, owner, { id, after: two })).task?.id).toBe(one);
  await submitAnnotation(place.server, owner, { id, task: one, result: answer('Neutral') });
  await submitAnnotation(place.server, owner, { id, task: two, result: [], skipped: true });
  expect(await nextTask(place.server, owner, { id })).toMatchObject({ task: null, open: 0 });
  expect((await getProject(place.server, owner, { id })).counts).toMatchObject({ labeled: 1, skipped: 1 });
});

test('the reason of a skip is seen in the list, rides in the label file, and goes with the skip', async () => {
  await begin(2);
  const task = (await nextTask(place.server, owner, { id })).task?.id ?? '';
  const skip = { id, task, result: [], skipped: true, skipReason: 'The scan is black.' };
  const made = await submitAnnotation(place.server, owner, skip);
  expect(made).toMatchObject({ skipped: true, skipReason: 'The scan is black.' });
  const listed = async () =>
    (await listTasks(place.server, owner, { id, limit: 10 })).items.map((item) => item.skipReason);
  expect(await listed()).toEqual(['The scan is black.', null]);
  const row = await requireAnnotation(place.server, Number(id), made.id);
  expect(row.extra).toBe('{"skip_reason":"The scan is black."}');
  const update = { id, annotation: made.id, result: answer('Neutral'), skipped: false };
  expect(await updateAnnotation(place.server, owner, update)).toMatchObject({ skipReason: null });
  expect(await listed()).toEqual([null, null]);
});

test('who submits while the next task is being fetched ahead gets that one: none is passed over', async () => {
  await begin(6);
  const first = (await nextTask(place.server, owner, { id })).task?.id ?? '';
  // one after the other, each a little later in the work of the one before
  const asked: ReturnType<typeof nextTask>[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    asked.push(nextTask(place.server, owner, { id, after: first, keep: true }));
    await Promise.resolve();
  }
  const got = await Promise.all(asked);
  expect(new Set(got.map(({ task }) => task?.id))).toEqual(new Set([String(Number(first) + 1)]));
});

test('a submit is idempotent by its request id, also when both arrive at once', async () => {
  await begin(1);
  const task = (await nextTask(place.server, owner, { id })).task?.id ?? '';
  const send = () =>
    submitAnnotation(place.server, owner, { id, task, result: answer('Positive'), requestId: 'q1' });
  const [a, b] = await Promise.all([send(), send()]);
  expect((await send()).id).toBe(a?.id);
  expect(b?.id).toBe(a?.id);
  expect((await getTask(place.server, owner, { id, task })).annotations).toHaveLength(1);
});

test('an update with an old version says who changed it; repeated by request id it answers again', async () => {
  await begin(1);
  const ann = await annotator('Ann');
  const task = (await nextTask(place.server, ann, { id })).task?.id ?? '';
  const made = await submitAnnotation(place.server, ann, { id, task, result: answer('Positive') });
  const change = (actor: Actor, ifVersion: number, requestId?: string) =>
    updateAnnotation(place.server, actor, {
      id,
      annotation: made.id,
      result: answer('Negative'),
      ifVersion,
      requestId,
    });
  expect(await change(owner, 1, 'u1')).toMatchObject({ version: 2, author: { name: 'Ann' } });
  expect(await change(owner, 1, 'u1')).toMatchObject({ version: 2 });
  await expect(change(ann, 1)).rejects.toMatchObject({ code: 'annotation.changed', data: { name: 'Ada' } });
  const ben = await annotator('Ben');
  expect(await codeOf(change(ben, 2))).toBe('auth.forbidden');
  expect(await codeOf(removeAnnotation(place.server, ben, { id, annotation: made.id }))).toBe(
    'auth.forbidden',
  );
  await removeAnnotation(place.server, ann, { id, annotation: made.id });
  expect((await getTask(place.server, owner, { id, task })).state).toBe('open');
});

test('a result that does not fit the config is refused and nothing is written', async () => {
  await begin(1);
  const task = (await nextTask(place.server, owner, { id })).task?.id ?? '';
  const bad = submitAnnotation(place.server, owner, { id, task, result: answer('Maybe') });
  expect(await codeOf(bad)).toBe('result.invalid');
  expect((await getTask(place.server, owner, { id, task })).annotations).toHaveLength(0);
});

test('a draft is one for each person and task, and goes with the submit', async () => {
  await begin(1);
  const ann = await annotator('ann');
  const task = (await nextTask(place.server, ann, { id })).task?.id ?? '';
  await saveDraft(place.server, ann, { id, task, result: answer('Positive'), leadTime: 1 });
  const again = await saveDraft(place.server, ann, { id, task, result: answer('Negative'), leadTime: 2 });
  expect((await getTask(place.server, ann, { id, task })).draft).toMatchObject({
    id: again.id,
    result: again.result,
    unfit: [],
  });
  expect((await getTask(place.server, owner, { id, task })).draft).toBe(null);
  await saveDraft(place.server, owner, { id, task, result: [] });
  await removeDraft(place.server, owner, { id, task });
  await submitAnnotation(place.server, ann, { id, task, result: answer('Negative') });
  expect((await getTask(place.server, ann, { id, task })).draft).toBe(null);
  expect((await getProject(place.server, owner, { id })).counts.drafts).toBe(0);
});

test('strangers and other organisations see 404, members only their part', async () => {
  await begin(2);
  const stranger = await place.person('Eve', 'owner', 'o2');
  const colleague = await place.person('Col', 'reviewer');
  for (const actor of [stranger, colleague]) {
    expect(await codeOf(getProject(place.server, actor, { id }))).toBe('project.not_found');
    expect(await codeOf(nextTask(place.server, actor, { id }))).toBe('project.not_found');
    expect((await listProjects(place.server, actor, { limit: 10 })).items).toEqual([]);
  }
  const ann = await annotator('ann');
  expect((await listProjects(place.server, ann, { limit: 10 })).items).toMatchObject([
    { id, role: 'annotator' },
  ]);
  expect(await codeOf(syncProject(place.server, ann, { id }))).toBe('auth.forbidden');
  expect(
    await codeOf(setProjectMember(place.server, owner, { id, account: stranger.account, role: 'annotator' })),
  ).toBe('account.not_found');
});

test('the list pages by cursor in each order, filters by state and finds text', async () => {
  await begin(25);
  for (const n of [3, 7]) {
    const { items } = await listTasks(place.server, owner, { id, limit: 100 });
    await submitAnnotation(place.server, owner, { id, task: items[n]?.id ?? '', result: answer('Positive') });
  }
  for (const sort of ['id', '-id', 'updated', '-updated'] as const) {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listTasks(place.server, owner, { id, limit: 10, sort, cursor });
      expect(page.total).toBe(25);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  }
  expect(await listTasks(place.server, owner, { id, limit: 10, state: 'labeled' })).toMatchObject({
    total: 2,
    items: [{ annotators: ['Ada'] }, { annotators: ['Ada'] }],
  });
  expect((await listTasks(place.server, owner, { id, limit: 10, search: 'EXT 24' })).items).toHaveLength(1);
  expect((await listTasks(place.server, owner, { id, limit: 10, search: '%' })).total).toBe(0);
  expect(await codeOf(listTasks(place.server, owner, { id, limit: 10, cursor: 'x' }))).toBe(
    'request.invalid',
  );
});
