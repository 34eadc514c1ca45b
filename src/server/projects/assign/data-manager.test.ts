import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TaskFilter } from '../../../shared/contract/task-filter.ts';
import type { Actor } from '../../actor.ts';
import type { Json } from '../../../labels/json.ts';
import { createProject } from '../create-project.ts';
import { importItems } from '../tasks/import-items.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { removeProjectMember, setProjectMember } from '../members.ts';
import { answer, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { addComment } from '../review/comments.ts';
import { reviewAnnotation } from '../review/review-annotation.ts';
import { syncProject } from '../sources/sync-project.ts';
import type { TaskSort } from '../../../shared/task-orders.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { nextTask } from '../tasks/next-task.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { assignTasks } from './assign-tasks.ts';

let place: Place;
let owner: Actor;
let ann: Actor;
let ben: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['aa', 'ab', 'b_%', 'c"d'] }));
  await syncProject(place.server, owner, { id });
  [ann, ben] = [await member('Ann'), await member('Ben')];
});
afterEach(() => place.close());

const member = async (name: string): Promise<Actor> => {
  const actor = await place.person(name, 'annotator');
  await setProjectMember(place.server, owner, { id, account: actor.account, role: 'annotator' });
  return actor;
};
const list = async (filter: unknown, sort: TaskSort = 'id') =>
  listTasks(place.server, owner, { id, limit: 100, filter: JSON.stringify(filter), sort });
const found = async (filter: TaskFilter, sort: TaskSort = 'id') => {
  const { items, total } = await list(filter, sort);
  expect(total).toBe(items.length);
  return items.map((item) => item.data['text']);
};
const taskOf = async (text: string) => (await list({ text })).items[0]?.id ?? '';
const label = async (text: string, choice: string, actor = ann, skipped = false) =>
  submitAnnotation(place.server, actor, { id, task: await taskOf(text), result: answer(choice), skipped });

test('tasks are filtered by each thing, and by several at once', async () => {
  const a = await label('aa', 'Positive');
  await label('ab', 'Negative');
  await commitLabels(place.server, owner, { id });
  await label('b_%', 'Positive', ben);
  await label('c"d', 'Neutral', ben, true);
  await reviewAnnotation(place.server, owner, { id, annotation: a.id, decision: 'accepted' });
  await addComment(place.server, owner, { id, task: await taskOf('ab'), text: 'Why?' });

  expect(await found({ state: 'skipped' })).toEqual(['c"d']);
  expect(await found({ text: 'A' })).toEqual(['aa', 'ab']);
  expect(await found({ text: 'b_%' })).toEqual(['b_%']);
  expect(await found({ text: 'c"' })).toEqual(['c"d']);
  expect(await found({ label: { name: 'Positive' } })).toEqual(['aa', 'b_%']);
  expect(await found({ label: { name: 'Positive', control: 'other' } })).toEqual([]);
  expect(await found({ annotator: ben.account })).toEqual(['b_%', 'c"d']);
  expect(await found({ reviewed: 'accepted' })).toEqual(['aa']);
  expect(await found({ reviewed: 'none' })).toEqual(['ab', 'b_%']);
  expect(await found({ source: 'texts/000' })).toHaveLength(4);
  expect(await found({ source: 'texts/0001' })).toEqual(['ab']);
  expect(await found({ pending: true })).toEqual(['b_%', 'c"d']);
  expect(await found({ comments: true })).toEqual(['ab']);
  expect(await found({ label: { name: 'Positive' }, annotator: ann.account })).toEqual(['aa']);
  const { updated = '' } = (await list({ text: 'b_%' })).items[0] ?? {};
  expect(await found({ updatedFrom: updated })).toEqual(['b_%', 'c"d']);
  expect(await found({ updatedTo: updated, updatedFrom: updated })).toEqual(['b_%']);
  expect(await found({ createdTo: '2020-01-01T00:00:00.000Z' })).toEqual([]);
  await removeTasks(place.server, owner, { id, ids: [await taskOf('aa')] });
  expect(await found({ state: 'retired' })).toEqual(['aa']);
  expect(await found({ label: { name: 'Positive' } })).toEqual(['b_%']);
});

test('predictions and annotations: filtered by number and score, in their order, and as columns', async () => {
  const config = `<View><Text name="text" value="$text"/><Choices name="sentiment" toName="text"><Choice value="Positive"/>
    <Choice value="Negative"/></Choices><TextArea name="why" toName="text"/></View>`;
  ({ id } = await createProject(place.server, owner, { title: 'Scores', config }));
  const why = { from_name: 'why', to_name: 'text', type: 'textarea', value: { text: ['  so  it \n is'] } };
  const item = (
    text: string,
    scores: readonly (number | undefined)[],
    ...annotations: readonly unknown[][]
  ) => ({
    data: { text },
    predictions: scores.map((score) => ({ score, result: answer('Positive') })),
    annotations: annotations.map((result) => ({ result })),
  });
  const items = [
    item('a', [0.2, 0.9], answer('Positive'), [...answer('Positive'), why]),
    item('b', [0.3], answer('Negative')),
    item('c', []),
    item('d', [undefined], answer('Positive'), answer('Negative'), answer('Positive')),
  ];
  await importItems(place.server, owner, { id, items: items as Json[] });
  expect(await found({}, 'annotations')).toEqual(['c', 'b', 'a', 'd']);
  expect(await found({}, '-score')).toEqual(['a', 'b']);
  expect(await found({ annotationsFrom: 2 })).toEqual(['a', 'd']);
  expect(await found({ annotationsFrom: 1, annotationsTo: 2 })).toEqual(['a', 'b']);
  expect(await found({ scoreTo: 0.5 })).toEqual(['b']);
  expect(await found({ scoreFrom: 0.5 })).toEqual(['a']);
  const columns = JSON.stringify(['sentiment', 'why', 'nothing']);
  const rows = (await listTasks(place.server, owner, { id, limit: 9, columns })).items;
  expect(rows.map(({ labels, score }) => [labels, score])).toEqual([
    [{ sentiment: [{ text: 'Positive', count: 2 }], why: [{ text: 'so it is', count: 1 }] }, 0.9],
    [{ sentiment: [{ text: 'Negative', count: 1 }] }, 0.3],
    [{}, null],
    [
      {
        sentiment: [
          { text: 'Positive', count: 2 },
          { text: 'Negative', count: 1 },
        ],
      },
      null,
    ],
  ]);
  const first = await listTasks(place.server, owner, { id, limit: 1, sort: '-score' });
  const next = await listTasks(place.server, owner, {
    id,
    limit: 1,
    sort: '-score',
    cursor: first.next ?? '',
  });
  expect([first, next].map((page) => page.items[0]?.data['text'])).toEqual(['a', 'b']);
  expect(next.next).toBe(undefined);
});

test('sorted by state, page by page', async () => {
  await label('ab', 'Positive');
  await label('aa', 'Positive', ann, true);
  expect(await found({}, 'state')).toEqual(['ab', 'b_%', 'c"d', 'aa']);
  const texts: unknown[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listTasks(place.server, owner, {
      id,
      limit: 1,
      sort: '-state',
      ...(cursor ? { cursor } : {}),
    });
    texts.push(...page.items.map((item) => item.data['text']));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  expect(texts).toEqual(['aa', 'c"d', 'b_%', 'ab']);
});

test.each([
  ['nonsense', 'filter is not JSON'],
  ['{"annotations__completed_by__password":"x"}', 'filter'],
  ['{"state":"none"}', 'filter.state'],
  ['{"label":{"name":"a","x":1}}', 'filter.label'],
  ['[]', 'filter'],
])('the filter %s is refused', async (filter, reason) => {
  await expect(listTasks(place.server, owner, { id, limit: 1, filter })).rejects.toMatchObject({
    code: 'request.invalid',
    data: { reason: expect.stringContaining(reason) },
  });
});

test('an assigned task is its assignee’s first and nobody else’s', async () => {
  const [b, c] = [await taskOf('b_%'), await taskOf('c"d')];
  const assigned = await assignTasks(place.server, owner, { id, ids: [b, c, '99'], account: ann.account });
  expect(assigned).toMatchObject({ assigned: 2 });
  expect(await found({ assignee: ann.account })).toEqual(['b_%', 'c"d']);
  expect(await found({ assignee: 'none' })).toEqual(['aa', 'ab']);
  expect((await list({ text: 'b_%' })).items[0]?.assignee).toEqual({ id: ann.account, name: 'Ann' });
  const next = async (actor: Actor, after: string | null = null) =>
    (await nextTask(place.server, actor, { id, after })).task;
  expect((await next(ann))?.id).toBe(b);
  expect((await next(ann, b))?.id).toBe(c);
  await label('b_%', 'Positive');
  await label('c"d', 'Positive');
  expect((await next(ann))?.data['text']).toBe('aa');
  await label('ab', 'Positive', ben);
  // nothing else is left for others
  await assignTasks(place.server, owner, { id, ids: [await taskOf('aa')], account: ann.account });
  await submitAnnotation(place.server, ann, { id, task: await taskOf('ab'), result: answer('Positive') });
  expect(await next(ben)).toBe(null);
  // who leaves gives their tasks back
  await removeProjectMember(place.server, owner, { id, account: ann.account });
  expect((await next(ben))?.data['text']).toBe('aa');
});

test('only who works in the project is assigned tasks', async () => {
  const stranger = await place.person('Eve', 'annotator');
  const ids = [await taskOf('aa')];
  const to = (account: string) => assignTasks(place.server, owner, { id, ids, account });
  await expect(to(stranger.account)).rejects.toMatchObject({ code: 'account.not_found' });
  const other = await place.person('Oz', 'owner', 'o2');
  await expect(to(other.account)).rejects.toMatchObject({ code: 'account.not_found' });
  expect(await to(owner.account)).toMatchObject({ assigned: 1 });
  expect(await assignTasks(place.server, owner, { id, ids, account: null })).toMatchObject({ assigned: 1 });
  expect(await found({ assignee: 'none' })).toHaveLength(4);
});
