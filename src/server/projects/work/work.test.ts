import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import { createBranch } from '../../../versions/commands/create-branch.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import type { ServerEvent } from '../../events.ts';
import { createProject } from '../create-project.ts';
import { changeConfig } from '../config/change-config.ts';
import { getProject } from '../get-project.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { labelHistory } from '../labels/label-history.ts';
import { answer, compareCounts, openPlace, type Place, sentiment } from '../project-server.suite.ts';
import { getTask } from '../tasks/get-task.ts';
import { importItems } from '../tasks/import-items.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { mergeLabels } from '../versions/merge-labels.ts';
import { cancelWork, currentWork } from './work-progress.ts';

/** More than a page. */
const count = 550;
let place: Place;
let owner: Actor;
let id: string;
let tasks: string[];
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await createProject(place.server, owner, {
    title: 'Moods',
    config: sentiment,
    target: { repo: 'labels', branch: 'master' },
  }));
  const items = Array.from({ length: count }, (_, n) => ({
    data: { text: `text ${n}` },
    annotations: n === count - 1 ? [] : [{ result: answer('Positive') }],
  }));
  const { ids } = await importItems(place.server, owner, { id, items });
  tasks = ids.map(String);
  await commitLabels(place.server, owner, { id });
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});

const config = sentiment.replace('value="Positive"', 'value="Good"');
const mapping: ClassMapping = [{ type: 'rename', control: 'sentiment', from: 'Positive', to: 'Good' }];
const change = () => changeConfig(place.server, owner, { id, config, mapping });
const classes = async () =>
  Object.fromEntries(
    (await getProject(place.server, owner, { id })).classes.map((each) => [each.name, each.count]),
  );
const labelOf = async (n: number) =>
  (await getTask(place.server, owner, { id, task: tasks[n] ?? '' })).annotations.map(
    ({ result }) => (result[0] as { value: { choices: string[] } }).value.choices[0],
  );
const annotationOf = async (n: number) =>
  (await getTask(place.server, owner, { id, task: tasks[n] ?? '' })).annotations[0]?.id ?? '';
const commits = async () => (await labelHistory(place.server, owner, { id, limit: 10 })).items.length;
/** Lets `plans` of a page through, then does something else instead of the next. */
const afterPages = (plans: number, instead: (write: () => Promise<never[]>) => Promise<never[]>): void => {
  const { db } = place.server;
  const write = db.write.bind(db);
  let left = plans;
  Object.assign(db, {
    write: async (plan: Parameters<typeof write>[0]) => {
      const isPage = plan.some(({ sql }) => sql.includes('UPDATE annotation SET author'));
      if (isPage && left-- <= 0) return instead(() => write(plan) as Promise<never[]>);
      return write(plan);
    },
  });
  restoreWrite = () => Object.assign(db, { write });
};
let restoreWrite: () => void;

test('everybody sees how far it is, and it can be cancelled: nothing of it is left', async () => {
  const seen: ServerEvent[] = [];
  place.server.events.subscribe((event) => void seen.push(event));
  afterPages(1, async (write) => {
    restoreWrite();
    expect(await currentWork(place.server, owner, { id })).toMatchObject({
      work: { kind: 'config', by: 'Ada', total: count - 1, stage: 'labels' },
    });
    // both stay, whatever becomes of the work: one where it was already, one where it comes yet
    await updateAnnotation(place.server, owner, {
      id,
      annotation: await annotationOf(0),
      result: answer('Negative'),
    });
    await submitAnnotation(place.server, owner, { id, task: tasks.at(-1) ?? '', result: answer('Neutral') });
    expect(await cancelWork(place.server, owner, { id })).toEqual({ cancelled: true });
    return write();
  });
  await expect(change()).rejects.toMatchObject({ code: 'work.cancelled' });
  expect(await classes()).toEqual({ Positive: count - 2, Negative: 1, Neutral: 1 });
  expect(await labelOf(0)).toEqual(['Negative']);
  expect(await getProject(place.server, owner, { id })).toMatchObject({
    config: sentiment,
    pending: { new: 1, changed: 1 },
  });
  expect(await commits()).toBe(1);
  expect(await currentWork(place.server, owner, { id })).toEqual({ work: null });
  expect(await cancelWork(place.server, owner, { id })).toEqual({ cancelled: false });
  const works = seen.flatMap((event) => (event.type === 'work' ? [event.work] : []));
  expect(works[0]).toMatchObject({ done: 0 });
  expect(works.at(-1)).toBe(null);
  // and once more, to the end
  expect(await change()).toMatchObject({ results: count - 2 });
  expect(await classes()).toEqual({ Good: count - 2, Negative: 1, Neutral: 1 });
});

test('killed between two pages, the next to take the turn puts all back', async () => {
  afterPages(1, () => Promise.reject(new Error('killed')));
  const { db } = place.server;
  const read = db.read.bind(db);
  // no more reads either: what would go back at once is dead too
  const die = () => Object.assign(db, { read: () => Promise.reject(new Error('killed')) });
  const instead = db.write;
  Object.assign(db, {
    write: (plan: Parameters<typeof instead>[0]) =>
      instead(plan).catch((error: unknown) => {
        die();
        throw error;
      }),
  });
  await expect(change()).rejects.toThrow('killed');
  Object.assign(db, { read });
  restoreWrite();
  expect((await classes())['Good']).toBeGreaterThan(0);
  expect((await commitLabels(place.server, owner, { id })).commit).toBe(null);
  expect(await classes()).toEqual({ Positive: count - 1 });
  expect(await commits()).toBe(1);
  await change();
  expect(await classes()).toEqual({ Good: count - 1 });
});

test('killed right before its commit, the next to take the turn makes it', async () => {
  const { db } = place.server;
  const write = db.write.bind(db);
  let isDead = false;
  Object.assign(db, {
    write: (plan: Parameters<typeof write>[0]) => {
      isDead ||= plan.some(({ sql }) => sql.includes('UPDATE project SET base')) && plan.length > 100;
      return isDead ? Promise.reject(new Error('killed')) : write(plan);
    },
  });
  await expect(change()).rejects.toThrow('killed');
  Object.assign(db, { write });
  const { commit } = await commitLabels(place.server, owner, { id });
  // the one who asked finds it done
  expect(commit).toBe(null);
  expect(await classes()).toEqual({ Good: count - 1 });
  const { items } = await labelHistory(place.server, owner, { id, limit: 10 });
  expect(items.map(({ message }) => message)).toEqual([
    'Change the config: Positive is now Good',
    expect.any(String),
  ]);
});

test('a merge that fails on the way leaves neither labels nor conflicts', async () => {
  const repo = await getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });
  await createBranch(place.server.versions, {
    repo,
    name: 'other',
    head: 'master',
    policy: { type: 'each' },
  });
  const files = Object.entries(await place.files('labels', 'other')).filter(([path]) =>
    path.startsWith('tasks/'),
  );
  await place.put(
    'labels',
    Object.fromEntries(files.map(([path, text]) => [path, text.replace('"Positive"', '"Negative"')])),
    'other',
  );
  await updateAnnotation(place.server, owner, {
    id,
    annotation: await annotationOf(0),
    result: answer('Neutral'),
  });
  const merge = (dryRun: boolean) =>
    mergeLabels(place.server, owner, { id, from: 'other', mode: 'union', dryRun });
  const dry = await merge(true);
  expect(dry).toMatchObject({ conflicts: 1, tasks: { changed: count - 2 } });
  afterPages(1, () => {
    restoreWrite();
    return Promise.reject(new Error('disk full'));
  });
  await expect(merge(false)).rejects.toThrow('disk full');
  expect(await classes()).toEqual({ Positive: count - 2, Neutral: 1 });
  expect((await getProject(place.server, owner, { id })).conflicts).toBe(0);
  expect(await merge(false)).toMatchObject({ conflicts: 1, tasks: { changed: count - 2 } });
  expect(await classes()).toEqual({ Negative: count - 2, Neutral: 1 });
});
