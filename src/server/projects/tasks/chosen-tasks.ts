import { sql } from 'kysely';
import type { Server } from '../../server.ts';
import { numberOf } from '../require-project.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import { type TaskMatch, taskMatch } from './task-match.ts';

/** What a bulk act is about: tasks by their ids, or all that a list with this filter shows. */
export type TaskChoice = {
  readonly ids?: readonly (string | number)[] | undefined;
  readonly match?: TaskMatch | undefined;
};

const pageSize = 400;

/** Their ids by pages. Tasks that come in after the first page are not among them. */
export async function* chosenTasks(
  server: Pick<Server, 'db'>,
  project: number,
  { ids, match }: TaskChoice,
): AsyncIterable<readonly number[]> {
  const wanted = (ids ?? []).map(numberOf).filter((id): id is number => id !== undefined);
  for (let at = 0; at < wanted.length; at += pageSize) yield wanted.slice(at, at + pageSize);
  if (match === undefined) return;
  const { condition } = taskMatch(project, match);
  const newest = await readOne<{ id: number | null }>(
    server.db,
    sql`SELECT max(id) AS id FROM task WHERE project = ${project}`,
  );
  for (let after = 0; ; ) {
    const rows = await readSql<{ id: number }>(
      server.db,
      sql`SELECT id FROM task WHERE ${condition} AND id > ${after} AND id <= ${newest?.id ?? 0}
        ORDER BY id LIMIT ${pageSize}`,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}
