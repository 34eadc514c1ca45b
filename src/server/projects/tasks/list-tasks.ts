import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod';
import type { TaskItem, TaskLabels } from '../../../shared/contract/project-tasks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { writeCursor } from '../cursor.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import type { AnnotationRow, ProjectRow, TaskRow, TaskState } from '../tables.ts';
import { skipReasonOf } from './skip-reason.ts';
import { taskCore } from './task-item.ts';
import { taskLabels } from './task-labels.ts';
import { type TaskListing, taskQuery } from './task-query.ts';

export type ListTasks = TaskListing & {
  readonly id: string | number;
  readonly limit: number;
  /** JSON: controls whose labels are wanted. */
  readonly columns?: string;
};

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
  const { state = 'all' } = args;
  const { query, isNarrowed, by } = taskQuery(project.id, args);
  const rows = await readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE ${query.where} ${query.from} ORDER BY ${query.order} LIMIT ${args.limit + 1}`,
  );
  const page = rows.slice(0, args.limit);
  const last = page.at(-1);
  const isWhole = args.cursor === undefined && rows.length <= args.limit;
  const total = isWhole
    ? rows.length
    : isNarrowed
      ? await countFound(server, query.where)
      : totalOf(project, state);
  const next =
    rows.length > args.limit && last
      ? { next: writeCursor(by ? [last[by.column] ?? 0, last.id] : [last.id]) }
      : {};
  return {
    items: await withPeople(server, page, await labelsOf(server, project, args.columns, page)),
    total: isNarrowed ? Math.min(total, mostCounted) : total,
    atLeast: isNarrowed ? total > mostCounted : false,
    ...next,
  };
};

const labelsOf = async (
  server: Server,
  { config }: ProjectRow,
  columns: string | undefined,
  rows: readonly TaskRow[],
): Promise<((task: number) => TaskLabels) | undefined> => {
  if (columns === undefined) return undefined;
  const controls = z.array(z.string()).max(20).safeParse(parseJson(columns));
  if (!controls.success)
    throw new AppError('request.invalid', { reason: 'columns is no JSON list of controls' });
  return taskLabels(server, { config, controls: controls.data, tasks: rows.map(({ id }) => id) });
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

const withPeople = async (
  server: Server,
  rows: readonly TaskRow[],
  labels: ((task: number) => TaskLabels) | undefined,
): Promise<TaskItem[]> => {
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
    ...(labels ? { labels: labels(row.id) } : {}),
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
