import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../actor.ts';
import { getProject } from '../get-project.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { syncProject } from '../sources/sync-project.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { countOldClasses } from './count-old-classes.ts';

let place: Place;
let owner: Actor;
let id: string;
let tasks: string[];
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b', 'c'] }));
  await syncProject(place.server, owner, { id });
  tasks = (await listTasks(place.server, owner, { id, limit: 9 })).items.map((task) => task.id);
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});
const label = (n: number, choice: string, skipped = false) =>
  submitAnnotation(place.server, owner, { id, task: tasks[n] ?? '', result: answer(choice), skipped });
const classes = async () =>
  Object.fromEntries(
    (await getProject(place.server, owner, { id })).classes.map(({ name, count }) => [name, count]),
  );

test('class counts follow every change', async () => {
  const a = await label(0, 'Positive');
  await label(1, 'Positive');
  await label(1, 'Negative', true);
  expect(await classes()).toEqual({ Positive: 2 });
  await updateAnnotation(place.server, owner, { id, annotation: a.id, result: answer('Neutral') });
  expect(await classes()).toEqual({ Positive: 1, Neutral: 1 });
  await updateAnnotation(place.server, owner, { id, annotation: a.id, skipped: true });
  expect(await classes()).toEqual({ Positive: 1 });
  await updateAnnotation(place.server, owner, { id, annotation: a.id, skipped: false });
  await removeTasks(place.server, owner, { id, ids: [tasks[1] ?? ''] });
  expect(await classes()).toEqual({ Neutral: 1 });
});

test('annotations from before classes were counted are counted at the next start, once', async () => {
  await label(0, 'Positive');
  await label(1, 'Negative');
  await place.db.write([
    sqlStatement(sql`DELETE FROM annotation_class`),
    sqlStatement(sql`DELETE FROM class_count`),
    sqlStatement(sql`UPDATE project SET classed = 0`),
  ]);
  // one is labeled before they are counted
  await label(2, 'Positive');
  await countOldClasses(place.server);
  expect(await classes()).toEqual({ Positive: 2, Negative: 1 });
  await countOldClasses(place.server);
  expect(await classes()).toEqual({ Positive: 2, Negative: 1 });
});
