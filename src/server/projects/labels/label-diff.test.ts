import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../actor.ts';
import { answer, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { commitLabels } from './commit-labels.ts';
import { labelDiff } from './label-diff.ts';
import { tagLabels } from './label-history.ts';

let place: Place;
let owner: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b', 'c'] }));
  await syncProject(place.server, owner, { id });
});
afterEach(() => place.close());

const taskOf = async (text: string): Promise<string> => {
  const { items } = await listTasks(place.server, owner, { id, limit: 9 });
  return items.find((item) => item.data['text'] === text)?.id ?? '';
};
const label = async (text: string, choice: string, actor = owner) =>
  submitAnnotation(place.server, actor, { id, task: await taskOf(text), result: answer(choice) });
const commit = () => commitLabels(place.server, owner, { id });

test('the diff of two commits names tasks and regions', async () => {
  const made = await label('a', 'Positive');
  await commit();
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await updateAnnotation(place.server, owner, { id, annotation: made.id, result: answer('Negative') });
  await label('b', 'Neutral');
  await commit();
  const { items } = await labelDiff(place.server, owner, { id, from: 'v1', to: 'master', limit: 10 });
  expect(items.map(({ change }) => change).sort()).toEqual(['added', 'modified']);
  const modified = items.find(({ change }) => change === 'modified');
  expect(modified?.regions).toMatchObject([{ change: 'modified', fields: ['value.choices'] }]);
  const added = items.find(({ change }) => change === 'added');
  expect(added?.regions).toMatchObject([{ change: 'added', before: null }]);
  expect(added?.annotations).toMatchObject([{ author: { name: 'Ada' }, change: 'added', fields: [] }]);
  expect(modified?.annotations).toMatchObject([{ author: { name: 'Ada' }, change: 'modified' }]);
});

test('a skip is a change of its annotation, and of no region', async () => {
  await label('a', 'Positive');
  await commit();
  await tagLabels(place.server, owner, { id, name: 'v1' });
  const task = await taskOf('b');
  await submitAnnotation(place.server, owner, {
    id,
    task,
    result: [],
    skipped: true,
    skipReason: 'not a mail',
  });
  await commit();
  const { items } = await labelDiff(place.server, owner, { id, from: 'v1', to: 'master', limit: 10 });
  expect(items).toMatchObject([
    {
      regions: [],
      annotations: [{ change: 'added', author: { id: owner.account } }],
      after: { annotations: [{ was_cancelled: true, skip_reason: 'not a mail' }] },
    },
  ]);
});

test('a diff is looked through for a kind, a class and a person, over its pages', async () => {
  const ben = await place.person('Ben', 'owner');
  const made = await label('a', 'Positive');
  await label('b', 'Positive');
  await commit();
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await updateAnnotation(place.server, owner, { id, annotation: made.id, result: answer('Negative') });
  await label('b', 'Neutral', ben);
  await label('c', 'Negative', ben);
  await commit();
  const found = async (sought: Partial<Parameters<typeof labelDiff>[2]>, limit = 1) => {
    const texts: unknown[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await labelDiff(place.server, owner, {
        id,
        from: 'v1',
        to: 'master',
        limit,
        ...sought,
        ...(cursor ? { cursor } : {}),
      });
      texts.push(...page.items.map(({ resolved, regions }) => `${resolved['text']} ${regions.length}`));
      if (page.next === undefined) return texts.sort();
      cursor = page.next;
    }
  };
  expect(await found({})).toEqual(['a 1', 'b 1', 'c 1']);
  expect(await found({ kind: 'added' })).toEqual(['b 1', 'c 1']);
  expect(await found({ kind: 'relabeled' }, 10)).toEqual(['a 1']);
  expect(await found({ kind: 'removed' })).toEqual([]);
  expect(await found({ class: 'Negative' })).toEqual(['a 1', 'c 1']);
  expect(await found({ class: 'Negative', author: ben.account })).toEqual(['c 1']);
  expect(await found({ class: 'Positive', kind: 'relabeled' })).toEqual(['a 1']);
});
