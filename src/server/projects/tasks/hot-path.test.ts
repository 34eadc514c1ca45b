import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Query, type Statement, statement } from '../../../db/database.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { answer, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { importItems } from './import-items.ts';
import { nextTaskId } from './next-task.ts';
import { submitAnnotation } from './submit-annotation.ts';

let place: Place;
let owner: Actor;
let id: string;

beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: [] }));
});
afterEach(() => place.close());

const texts = (count: number) => Array.from({ length: count }, (_, n) => ({ text: `text ${n}` }));

/** A server that writes down what it asks its database. */
const watched = () => {
  const asked = { reads: 0, writes: 0, lookups: [] as Statement[] };
  const db: Server['db'] = {
    ...place.db,
    read: (query) => {
      asked.reads += 1;
      return place.db.read(query);
    },
    lookup: <Row>(query: Query<Row>) => {
      asked.lookups.push(statement(query));
      return place.db.lookup<Row>(query);
    },
    write: (plan) => {
      asked.writes += 1;
      return place.db.write(plan);
    },
  };
  return { asked, server: { ...place.server, db } };
};

/** How SQLite finds the rows of each look-up. */
const searches = async (lookups: readonly Statement[]): Promise<string[]> => {
  const plans = await Promise.all(
    lookups.map((lookup) =>
      place.db.read<{ detail: string }>({ ...lookup, sql: `EXPLAIN QUERY PLAN ${lookup.sql}` }),
    ),
  );
  return plans.flat().map(({ detail }) => detail);
};

test('the next task and its answer: a plan each, and look-ups by index, no message to a reader', async () => {
  await importItems(place.server, owner, { id, items: texts(30) });
  // the first ids of each kind are reserved
  const first = await nextTaskId(place.server, owner, { id });
  await submitAnnotation(place.server, owner, { id, task: first ?? 0, result: answer('Positive') });
  const { asked, server } = watched();
  const task = await nextTaskId(server, owner, { id });
  expect(task).toBe(2);
  expect(asked).toMatchObject({ reads: 0, writes: 1 });
  await submitAnnotation(server, owner, { id, task: task ?? 0, result: answer('Negative') });
  expect(asked).toMatchObject({ reads: 0, writes: 2 });
  for (const detail of await searches(asked.lookups)) expect(detail).toMatch(/^(SEARCH|USE TEMP B-TREE)/);
});

test('an import: two reads and a plan for two thousand tasks, and one to hand them over', async () => {
  const { asked, server } = watched();
  await importItems(server, owner, { id, items: texts(4000) });
  expect(asked.reads).toBe(4);
  // two batches, and the hand-over
  expect(asked.writes).toBe(3);
});
