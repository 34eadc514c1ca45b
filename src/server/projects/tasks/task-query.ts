import { sql } from 'kysely';
import type { TaskOrder, TaskSort } from '../../../shared/task-orders.ts';
import { readCursor } from '../cursor.ts';
import type { TaskRow } from '../tables.ts';
import { type TaskMatch, taskMatch } from './task-match.ts';

export type TaskListing = TaskMatch & { readonly sort?: TaskSort; readonly cursor?: string };

/** What stands before the id in each order. Its index is named in `task-query.test.ts`. */
const orders = {
  id: undefined,
  updated: { column: 'updated_at', kind: 'number' },
  state: { column: 'state', kind: 'string' },
  annotations: { column: 'annotations', kind: 'number' },
  score: { column: 'score', kind: 'number', isSparse: true },
} as const satisfies Record<TaskOrder, Order | undefined>;
type Order = {
  readonly column: keyof TaskRow;
  readonly kind: 'number' | 'string';
  /** Tasks without it have no place in this order. */
  readonly isSparse?: true;
};

/** The parts of the query for a page: what is listed, from where on, in which order. Throws request.invalid. */
export const taskQuery = (project: number, { sort = 'id', cursor, ...match }: TaskListing) => {
  const { condition, isNarrowed } = taskMatch(project, match);
  const by: Order | undefined = orders[sort.replace('-', '') as TaskOrder];
  const descending = sort.startsWith('-');
  const than = sql.raw(descending ? '<' : '>');
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const place = readCursor(cursor, by ? [by.kind, 'number'] : ['number']);
  const column = by && sql.ref(by.column);
  const from =
    place === undefined
      ? sql``
      : column
        ? sql`AND (${column}, id) ${than} (${place[0]}, ${place[1]})`
        : sql`AND id ${than} ${place[0]}`;
  const where = by?.isSparse ? sql`${condition} AND ${column} IS NOT NULL` : condition;
  const order = sql`${column ? sql`${column} ${direction},` : sql``} id ${direction}`;
  return { query: { where, from, order }, isNarrowed: isNarrowed || by?.isSparse === true, by };
};
