import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import type { Actor } from '../../actor.ts';
import { getProject } from '../get-project.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { labelHistory } from '../labels/label-history.ts';
import { restoreLabels } from '../labels/restore-labels.ts';
import {
  answer,
  compareCounts,
  openPlace,
  type Place,
  sentiment,
  sentimentProject,
} from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { getTask } from '../tasks/get-task.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateProject } from '../update-project.ts';
import { revertLabels } from '../versions/revert-labels.ts';
import { changeConfig } from './change-config.ts';

let place: Place;
let owner: Actor;
let id: string;
let tasks: string[];
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b', 'c', 'd'] }));
  await syncProject(place.server, owner, { id });
  tasks = (await listTasks(place.server, owner, { id, limit: 9 })).items.map((task) => task.id);
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});

const label = (n: number, choice: string) =>
  submitAnnotation(place.server, owner, { id, task: tasks[n] ?? '', result: answer(choice) });
const labels = async () =>
  Promise.all(
    tasks.map(async (task) => {
      const { annotations } = await getTask(place.server, owner, { id, task });
      return (annotations[0]?.result[0] as { value: { choices: string[] } } | undefined)?.value.choices[0];
    }),
  );
const change = (config: string, mapping?: ClassMapping, dryRun = false) =>
  changeConfig(place.server, owner, { id, config, mapping, dryRun });
const commits = async () => (await labelHistory(place.server, owner, { id, limit: 10 })).items.length;
const renamed = sentiment.replace('value="Positive"', 'value="Good"');
const without = sentiment.replace('    <Choice value="Neutral" hotkey="3"/>\n', '');
const rename: ClassMapping = [{ type: 'rename', control: 'sentiment', from: 'Positive', to: 'Good' }];

test('a class is renamed in config and labels as one commit, which a restore or a revert takes back', async () => {
  await label(0, 'Positive');
  await label(1, 'Negative');
  const dry = await change(renamed, undefined, true);
  expect(dry).toMatchObject({
    commit: null,
    classes: [{ control: 'sentiment', name: 'Positive', change: 'renamed', to: 'Good', inUse: 1 }],
    mapping: rename,
    tasks: 1,
    results: 1,
    unfit: 0,
  });
  expect((await getProject(place.server, owner, { id })).config).toBe(sentiment);
  expect(await commits()).toBe(0);

  const done = await change(renamed, rename);
  expect(done).toMatchObject({
    commit: { message: 'Change the config: Positive is now Good' },
    tasks: 1,
    results: 1,
  });
  expect(await commits()).toBe(2);
  expect(await labels()).toEqual(['Good', 'Negative', undefined, undefined]);
  const files = await place.files('labels', 'master');
  expect(files['config.xml']).toBe(renamed);
  expect((await getProject(place.server, owner, { id })).classes).toEqual([
    { control: 'sentiment', name: 'Good', count: 1 },
    { control: 'sentiment', name: 'Negative', count: 1 },
  ]);

  await label(2, 'Good');
  await revertLabels(place.server, owner, { id, commit: done.commit?.id ?? '' });
  expect(await labels()).toEqual(['Positive', 'Negative', 'Good', undefined]);
  expect((await getProject(place.server, owner, { id })).config).toBe(sentiment);
  await restoreLabels(place.server, owner, { id, ref: done.commit?.id ?? '' });
  expect(await labels()).toEqual(['Good', 'Negative', undefined, undefined]);
  expect((await getProject(place.server, owner, { id })).config).toBe(renamed);
});

test('a removed class’s labels are kept and listed; merged classes become one', async () => {
  await label(0, 'Neutral');
  await label(1, 'Negative');
  const removed = await change(without, [{ type: 'remove', control: 'sentiment', name: 'Neutral' }]);
  expect(removed).toMatchObject({ results: 0, unfit: 1, commit: { id: expect.any(String) } });
  expect(removed.items).toMatchObject([{ taskId: tasks[0], wasUnfit: false }]);
  expect((await labels()).slice(0, 2)).toEqual(['Neutral', 'Negative']);
  await restoreLabels(place.server, owner, { id, ref: removed.before ?? '' });
  const merged = await change(without, [
    { type: 'merge', control: 'sentiment', from: ['Neutral', 'Negative'], to: 'Negative' },
  ]);
  expect(merged).toMatchObject({ results: 1, unfit: 0 });
  expect((await labels()).slice(0, 2)).toEqual(['Negative', 'Negative']);
});

test('two classes swap their names, also when somebody labels meanwhile', async () => {
  await label(0, 'Positive');
  await label(1, 'Negative');
  const { db } = place.server;
  const write = db.write.bind(db);
  Object.assign(db, {
    write: async (plan: Parameters<typeof write>[0]) => {
      // before the new config stands, one more comes in by the old
      if (plan.some(({ sql }) => sql.includes('SET config'))) {
        Object.assign(db, { write });
        await label(2, 'Positive');
      }
      return write(plan);
    },
  });
  // another text, so that the config differs
  const done = await change(sentiment.replace('mood', 'tone'), [
    { type: 'rename', control: 'sentiment', from: 'Positive', to: 'Negative' },
    { type: 'rename', control: 'sentiment', from: 'Negative', to: 'Positive' },
  ]);
  expect(done).toMatchObject({ tasks: 3, results: 3 });
  expect(await labels()).toEqual(['Negative', 'Positive', 'Negative', undefined]);
});

test('a plain change of the config is refused when classes in use would be lost, and goes when none is', async () => {
  await updateProject(place.server, owner, { id, config: without });
  await updateProject(place.server, owner, { id, config: sentiment });
  await label(0, 'Neutral');
  await expect(updateProject(place.server, owner, { id, config: without })).rejects.toMatchObject({
    code: 'config.in_use',
    data: { classes: 'Neutral (1)' },
  });
  await expect(updateProject(place.server, owner, { id, config: '<View/>' })).rejects.toMatchObject({
    code: 'config.in_use',
  });
  const more = sentiment.replace('</Choices>', '<Choice value="Mixed"/></Choices>');
  const notes = more.replace('</View>', '<TextArea name="note" toName="text"/></View>');
  await updateProject(place.server, owner, { id, config: notes });
  await updateProject(place.server, owner, { id, config: more });
  await updateProject(place.server, owner, { id, config: notes });
  const note = { id: 'n', from_name: 'note', to_name: 'text', type: 'textarea', value: { text: ['x'] } };
  await submitAnnotation(place.server, owner, { id, task: tasks[1] ?? '', result: [note] });
  await expect(updateProject(place.server, owner, { id, config: more })).rejects.toMatchObject({
    code: 'config.in_use',
    data: { classes: 'note' },
  });
  await commitLabels(place.server, owner, { id });
});

test('a config that cannot be read changes nothing', async () => {
  await label(0, 'Positive');
  await expect(change('<View>', [])).rejects.toMatchObject({ code: 'config.invalid' });
  expect(await commits()).toBe(0);
});
