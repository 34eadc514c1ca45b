import { sql } from 'kysely';
import type { TaskItem } from '../../../shared/contract/project-tasks.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { likePattern } from '../like-pattern.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { readOne, readSql } from '../run-sql.ts';
import type { ProjectRow, TaskRow, TaskState } from '../tables.ts';
import { taskCore } from './task-item.ts';

export type ListTasks = {
  readonly id: string | number;
  readonly cursor?: string;
  readonly limit: number;
  readonly state?: TaskState | 'all';
  readonly search?: string;
  readonly sort?: 'id' | '-id' | 'updated' | '-updated';
};

/** One page of tasks. `all` leaves the retired out. `total` is a counter unless there is a search. */
export const listTasks = async (
  server: Server,
  actor: Actor,
  args: ListTasks,
): Promise<{ items: TaskItem[]; total: number; next?: string }> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const { state = 'all', sort = 'id' } = args;
  const descending = sort.startsWith('-');
  const byUpdate = sort.endsWith('updated');
  const place = readCursor(args.cursor, byUpdate ? ['number', 'number'] : ['number']);
  const than = sql.raw(descending ? '<' : '>');
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const filter = sql`project = ${project.id}
    ${state === 'all' ? sql`AND retired = 0` : sql`AND state = ${state}`} ${searchFilter(args.search)}`;
  const from =
    place === undefined
      ? sql``
      : byUpdate
        ? sql`AND (updated_at, id) ${than} (${place[0]}, ${place[1]})`
        : sql`AND id ${than} ${place[0]}`;
  const rows = await readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE ${filter} ${from}
      ORDER BY ${byUpdate ? sql`updated_at ${direction},` : sql``} id ${direction} LIMIT ${args.limit + 1}`,
  );
  const page = rows.slice(0, args.limit);
  const last = page.at(-1);
  const total = args.search
    ? Number(
        (await readOne<{ n: number }>(server.db, sql`SELECT count(*) AS n FROM task WHERE ${filter}`))?.n,
      )
    : totalOf(project, state);
  const next =
    rows.length > args.limit && last
      ? { next: writeCursor(byUpdate ? [last.updated_at, last.id] : [last.id]) }
      : {};
  return { items: await withAnnotators(server, page), total, ...next };
};

const searchFilter = (search: string | undefined) => {
  if (!search) return sql``;
  const number = /^\d{1,15}$/.test(search) ? sql`OR id = ${Number(search)}` : sql``;
  // as the text stands in JSON
  const pattern = likePattern(JSON.stringify(search).slice(1, -1));
  return sql`AND (data LIKE ${pattern} ESCAPE '\\' OR key = ${search} ${number})`;
};

const totalOf = (project: ProjectRow, state: TaskState | 'all'): number =>
  ({
    all: project.tasks,
    open: project.tasks - project.labeled - project.skipped,
    labeled: project.labeled,
    skipped: project.skipped,
    retired: project.retired,
  })[state];

const withAnnotators = async (server: Server, rows: readonly TaskRow[]): Promise<TaskItem[]> => {
  const labeled = rows.filter((row) => row.annotations + row.skips > 0).map((row) => row.id);
  const authors =
    labeled.length === 0
      ? []
      : await readSql<{ task: number; author: string | null }>(
          server.db,
          sql`SELECT DISTINCT task, author FROM annotation WHERE task IN (${sql.join(labeled)})`,
        );
  const person = await peopleByUid(
    server,
    authors.map(({ author }) => author),
  );
  const byTask = new Map<number, string[]>();
  for (const { task, author } of authors)
    byTask.set(task, [...(byTask.get(task) ?? []), person(author).name]);
  return rows.map((row) => ({
    ...taskCore(row),
    annotations: row.annotations + row.skips,
    predictions: row.predictions,
    annotators: byTask.get(row.id) ?? [],
  }));
};
