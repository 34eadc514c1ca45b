import { type RawBuilder, sql } from 'kysely';
import type { TaskItem } from '../../../shared/contract/project-tasks.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { readOne, readSql } from '../run-sql.ts';
import type { AnnotationRow, ProjectRow, TaskRow, TaskState } from '../tables.ts';
import { skipReasonOf } from './skip-reason.ts';
import { taskCore } from './task-item.ts';
import { type TaskMatch, taskMatch } from './task-match.ts';

export type TaskSort = 'id' | '-id' | 'updated' | '-updated' | 'state' | '-state';

export type ListTasks = TaskMatch & {
  readonly id: string | number;
  readonly cursor?: string;
  readonly limit: number;
  readonly sort?: TaskSort;
};

/** What stands before the id in each order. */
const sortColumns = {
  id: undefined,
  updated: { column: 'updated_at', kind: 'number' },
  state: { column: 'state', kind: 'string' },
} as const;

/** Found tasks are counted no further. */
export const mostCounted = 10_000;

/**
 * One page of tasks. The retired are left out unless asked for. `total` is a counter without search and filter;
 * with them it is counted to 10,000, and `atLeast` says that there are more. Error request.invalid for the filter.
 */
export const listTasks = async (
  server: Server,
  actor: Actor,
  args: ListTasks,
): Promise<{ items: TaskItem[]; total: number; atLeast: boolean; next?: string }> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const { state = 'all', sort = 'id' } = args;
  const { condition, isNarrowed } = taskMatch(project.id, args);
  const descending = sort.startsWith('-');
  const by = sortColumns[sort.replace('-', '') as keyof typeof sortColumns];
  const place = readCursor(args.cursor, by ? [by.kind, 'number'] : ['number']);
  const than = sql.raw(descending ? '<' : '>');
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const column = by && sql.ref(by.column);
  const from =
    place === undefined
      ? sql``
      : column
        ? sql`AND (${column}, id) ${than} (${place[0]}, ${place[1]})`
        : sql`AND id ${than} ${place[0]}`;
  const rows = await readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE ${condition} ${from}
      ORDER BY ${column ? sql`${column} ${direction},` : sql``} id ${direction} LIMIT ${args.limit + 1}`,
  );
  const page = rows.slice(0, args.limit);
  const last = page.at(-1);
  const total = isNarrowed ? await countFound(server, condition) : totalOf(project, state);
  const next =
    rows.length > args.limit && last
      ? { next: writeCursor(by ? [last[by.column], last.id] : [last.id]) }
      : {};
  return {
    items: await withPeople(server, page),
    total: isNarrowed ? Math.min(total, mostCounted) : total,
    atLeast: isNarrowed ? total > mostCounted : false,
    ...next,
  };
};

const countFound = async (server: Server, condition: RawBuilder<unknown>): Promise<number> => {
  const row = await readOne<{ n: number }>(
    server.db,
    sql`SELECT count(*) AS n FROM (SELECT 1 FROM task WHERE ${condition} LIMIT ${mostCounted + 1}) AS found`,
  );
  return Number(row?.n ?? 0);
};

const totalOf = (project: ProjectRow, state: TaskState | 'all'): number =>
  ({
    all: project.tasks,
    open: project.tasks - project.labeled - project.skipped,
    labeled: project.labeled,
    skipped: project.skipped,
    retired: project.retired,
  })[state];

const withPeople = async (server: Server, rows: readonly TaskRow[]): Promise<TaskItem[]> => {
  const labeled = rows.filter((row) => row.annotations + row.skips > 0).map((row) => row.id);
  const authors =
    labeled.length === 0
      ? []
      : await readSql<{ task: number; author: string | null }>(
          server.db,
          sql`SELECT DISTINCT task, author FROM annotation WHERE task IN (${sql.join(labeled)})`,
        );
  const person = await peopleByUid(server, [
    ...authors.map(({ author }) => author),
    ...rows.map(({ assignee }) => assignee),
  ]);
  const byTask = new Map<number, string[]>();
  for (const { task, author } of authors)
    byTask.set(task, [...(byTask.get(task) ?? []), person(author).name]);
  const reasons = await skipReasons(server, rows);
  return rows.map((row) => ({
    ...taskCore(row, person),
    annotations: row.annotations + row.skips,
    predictions: row.predictions,
    annotators: byTask.get(row.id) ?? [],
    skipReason: reasons.get(row.id) ?? null,
  }));
};

/** Of the last skip of each skipped task that gave one. */
const skipReasons = async (
  server: Server,
  rows: readonly TaskRow[],
): Promise<ReadonlyMap<number, string>> => {
  const skipped = rows.filter((row) => row.state === 'skipped').map((row) => row.id);
  if (skipped.length === 0) return new Map();
  const skips = await readSql<Pick<AnnotationRow, 'task' | 'skipped' | 'extra'>>(
    server.db,
    sql`SELECT task, skipped, extra FROM annotation WHERE task IN (${sql.join(skipped)}) AND skipped = 1 ORDER BY id`,
  );
  return new Map(
    skips.flatMap((row) => {
      const reason = skipReasonOf(row);
      return reason === null ? [] : [[row.task, reason] as const];
    }),
  );
};
