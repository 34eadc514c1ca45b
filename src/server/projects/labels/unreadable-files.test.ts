import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../actor.ts';
import { getProject } from '../get-project.ts';
import { answer, openPlace, type Place, sentiment, sentimentProject } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { resolveConflict, resolveConflicts } from '../versions/resolve-conflicts.ts';
import { commitLabels } from './commit-labels.ts';
import { listConflicts } from './list-conflicts.ts';

let place: Place;
let owner: Actor;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
});
afterEach(() => place.close());

test('a file that cannot be read is listed and ignored until it is mended; nothing of the task is lost', async () => {
  const { id } = await sentimentProject(place, owner, { texts: ['a', 'b'] });
  await syncProject(place.server, owner, { id });
  const [a, b] = (await listTasks(place.server, owner, { id, limit: 9 })).items;
  await submitAnnotation(place.server, owner, { id, task: a?.id ?? '', result: answer('Positive') });
  await submitAnnotation(place.server, owner, { id, task: b?.id ?? '', result: answer('Positive') });
  await commitLabels(place.server, owner, { id });
  const files = Object.entries(await place.files('labels', 'master')).filter(([path]) =>
    path.startsWith('tasks/'),
  );
  const [[path, text] = ['', ''], [other] = ['']] = files;
  await place.put('labels', {
    [path]: '{"key": ',
    [other]: '{"key": "x", "data": {}, "annotations": []}',
    'tasks/notes.txt': 'hello',
    'config.xml': '<View>',
    'README.md': 'no matter of ours',
  });
  expect((await commitLabels(place.server, owner, { id })).commit).toBe(null);
  const open = async () =>
    (await listConflicts(place.server, owner, { id, limit: 9 })).items
      .map(({ kind, field, theirs }) => [kind, field, theirs])
      .sort((x, y) => (String(x[1]) < String(y[1]) ? -1 : 1));
  const paths = [
    ['file', 'config.xml', expect.any(String)],
    ['file', path, expect.any(String)],
    ['file', other, expect.stringContaining('key')],
    ['file', 'tasks/notes.txt', expect.any(String)],
  ].sort((x, y) => (String(x[1]) < String(y[1]) ? -1 : 1));
  expect(await open()).toEqual(paths);
  expect(await getProject(place.server, owner, { id })).toMatchObject({
    conflicts: 4,
    config: sentiment,
    counts: { labeled: 2 },
  });
  const [item] = (await listConflicts(place.server, owner, { id, limit: 9 })).items;
  await expect(
    resolveConflict(place.server, owner, { id, conflict: item?.id ?? '', take: 'theirs' }),
  ).rejects.toMatchObject({ code: 'conflict.unreadable' });
  // mended from outside: taken, without a clash
  await place.put('labels', { [path]: text.replace('"Positive"', '"Negative"'), 'tasks/notes.txt': null });
  await commitLabels(place.server, owner, { id });
  expect(await open()).toEqual(paths.filter(([, each]) => each === other || each === 'config.xml'));
  expect((await getProject(place.server, owner, { id })).classes.map(({ name }) => name).sort()).toEqual([
    'Negative',
    'Positive',
  ]);
  // ours: the next commit writes over it
  await resolveConflicts(place.server, owner, { id, take: 'ours' });
  await commitLabels(place.server, owner, { id });
  expect(await open()).toEqual([]);
  expect((await place.files('labels', 'master'))[other]).toBe(files[1]?.[1]);
});
