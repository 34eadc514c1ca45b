import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { taskOrders } from '../../../shared/task-orders.ts';
import type { TaskFilter } from '../../../shared/contract/task-filter.ts';
import { openPlace, type Place } from '../project-server.suite.ts';
import { readSql } from '../../../db/run-sql.ts';
import { type TaskListing, taskQuery } from './task-query.ts';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

/** How SQLite goes about a page. */
const planOf = async (listing: TaskListing): Promise<string> => {
  const { where, from, order } = taskQuery(1, listing).query;
  const rows = await readSql<{ detail: string }>(
    place.db,
    sql`EXPLAIN QUERY PLAN SELECT * FROM task WHERE ${where} ${from} ORDER BY ${order} LIMIT 101`,
  );
  return rows.map(({ detail }) => detail).join('; ');
};

const indexes = {
  id: 'task_live',
  updated: 'task_by_update',
  state: 'task_by_state',
  annotations: 'task_by_annotations',
  score: 'task_by_score',
} as const;

test.each(taskOrders.flatMap((order) => [order, `-${order}` as const]))(
  'a page in the order %s is read off its index, never sorted',
  async (sort) => {
    const index = indexes[sort.replace('-', '') as keyof typeof indexes];
    const cursor = Buffer.from(
      JSON.stringify(sort.endsWith('id') ? [5] : [sort.endsWith('state') ? 'open' : 0.5, 5]),
    ).toString('base64url');
    for (const listing of [{ sort }, { sort, cursor }, { sort, search: 'x' }]) {
      const plan = await planOf(listing);
      expect(plan).toContain(`SEARCH task USING INDEX ${index} (project=?`);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  },
);

const filters: readonly (readonly [TaskFilter, string])[] = [
  [{ state: 'labeled' }, 'task_by_state (project=? AND state=?'],
  [{ label: { name: 'Car' } }, 'annotation_class_name (project=? AND name=?'],
  [{ annotator: 'a' }, 'annotation_by_author (project=? AND author=?'],
  [{ reviewed: 'rejected' }, 'task_by_review (project=? AND review=?'],
  [{ annotationsFrom: 2 }, 'task_by_annotations (project=? AND annotations>?'],
  [
    { annotationsFrom: 1, annotationsTo: 1 },
    'task_by_annotations (project=? AND annotations>? AND annotations<?',
  ],
  [{ scoreTo: 0.5 }, 'task_by_score (project=? AND score<?'],
  [{ assignee: 'a' }, 'task_by_assignee (project=? AND assignee=?'],
  [{ source: 'texts/' }, 'task_by_path (project=? AND source_path>? AND source_path<?'],
  [{ updatedFrom: '2026-01-01T00:00:00.000Z' }, 'task_by_update (project=? AND updated_at>?'],
  [{ pending: true }, 'task_pending (project=? AND pending>?'],
  [{ comments: true }, 'task_commented (project=?'],
];

test.each(filters)('the filter %o finds its tasks by an index', async (filter, index) => {
  expect(await planOf({ filter: JSON.stringify(filter) })).toContain(index);
});
