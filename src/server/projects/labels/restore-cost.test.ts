import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkView } from '../../../shared/contract/project-work.ts';
import type { Actor } from '../../actor.ts';
import { changeConfig } from '../config/change-config.ts';
import { getProject } from '../get-project.ts';
import {
  answer,
  compareCounts,
  openPlace,
  type Place,
  sentiment,
  sentimentProject,
} from '../project-server.suite.ts';
import { importTasks } from '../tasks/import-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { cancelWork } from '../work/work-progress.ts';
import { commitLabels } from './commit-labels.ts';
import { restoreLabels } from './restore-labels.ts';

/* Counts of what a restore asks the database and the blobs for: they follow pages of tasks, not tasks. */

let place: Place;
let owner: Actor;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
});
afterEach(() => place.close());

const count = 450;
const pageSize = 200;

/** A project whose labels were all committed, then all renamed in a second commit; both in packs. */
const twoCommits = async () => {
  const { id } = await sentimentProject(place, owner);
  const tasks = [...Array(count).keys()].map((n) => ({
    data: { text: `text ${n}` },
    annotations: [{ result: answer('Positive') }],
  }));
  const body = async function* () {
    yield Buffer.from(JSON.stringify(tasks));
  };
  await importTasks(place.server, owner, { id, body: body() });
  const first = (await commitLabels(place.server, owner, { id })).commit?.id ?? '';
  await changeConfig(place.server, owner, {
    id,
    config: sentiment.replace('"Positive"', '"Good"'),
    mapping: [{ type: 'rename', control: 'sentiment', from: 'Positive', to: 'Good' }],
  });
  await place.server.versions.sealer.seal();
  return { id, first };
};
const classes = async (id: string) =>
  (await getProject(place.server, owner, { id })).classes.map(({ name, count: of }) => [name, of]);

/** From here on, how often each is asked. */
const countCalls = () => {
  const calls = { read: 0, lookup: 0, write: 0, getRange: 0 };
  const { db, versions } = place.server;
  const watch = <T extends object>(owned: T, name: keyof typeof calls & keyof T) => {
    const call = (owned[name] as (...args: unknown[]) => unknown).bind(owned);
    Object.assign(owned, {
      [name]: (...args: unknown[]) => {
        calls[name] += 1;
        return call(...args);
      },
    });
  };
  for (const name of ['read', 'lookup', 'write'] as const) watch(db, name);
  watch(versions.backend, 'getRange');
  return calls;
};

test('a restore of all labels reads and writes by the page, and ranges of packs', async () => {
  const { id, first } = await twoCommits();
  expect(await classes(id)).toEqual([['Good', count]]);
  const calls = countCalls();
  await restoreLabels(place.server, owner, { id, ref: first });
  const pages = Math.ceil(count / pageSize);
  expect(calls.read).toBeLessThan(pages * 8 + 30);
  expect(calls.write).toBeLessThan(pages + 10);
  expect(calls.lookup).toBeLessThan(count / 4);
  expect(calls.getRange).toBeLessThan(count / 20);
  expect(await classes(id)).toEqual([['Positive', count]]);
  expect((await commitLabels(place.server, owner, { id })).commit).toBe(null);
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
});

test('everybody sees how far a restore is, and that it cannot be stopped', async () => {
  const { id, first } = await twoCommits();
  const seen: (WorkView | null)[] = [];
  let cancelled: boolean | undefined;
  place.server.events.subscribe((event) => {
    if (event.type !== 'work') return;
    seen.push(event.work);
    if (event.work?.stage === 'tasks')
      void cancelWork(place.server, owner, { id }).then((answered) => (cancelled = answered.cancelled));
  });
  await restoreLabels(place.server, owner, { id, ref: first });
  expect(seen.map((work) => work?.stage)).toEqual(expect.arrayContaining(['commit', 'tasks', undefined]));
  expect(seen.at(-1)).toBe(null);
  expect(cancelled).toBe(false);
  expect(await classes(id)).toEqual([['Positive', count]]);
});

test('somebody who labels meanwhile lets no page fail, and keeps what is theirs', async () => {
  const { id, first } = await twoCommits();
  const { db } = place.server;
  const write = db.write.bind(db);
  let labeled = '';
  Object.assign(db, {
    write: async (plan: Parameters<typeof write>[0]) => {
      // between the reading of a page and its plan
      if (
        labeled === '' &&
        plan.some(({ sql }) => sql.startsWith('SELECT id FROM task WHERE (id, version)'))
      ) {
        labeled = (await listTasks(place.server, owner, { id, limit: 1 })).items[0]?.id ?? '';
        Object.assign(db, { write });
        for (const { id: task } of (await listTasks(place.server, owner, { id, limit: 20 })).items)
          await submitAnnotation(place.server, owner, { id, task, result: answer('Negative') });
      }
      return write(plan);
    },
  });
  await restoreLabels(place.server, owner, { id, ref: first });
  expect(labeled).not.toBe('');
  expect(Object.fromEntries(await classes(id))).toEqual({ Positive: count, Negative: 20 });
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
});
