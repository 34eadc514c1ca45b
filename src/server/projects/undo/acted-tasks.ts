import { sql } from 'kysely';
import type { Server } from '../../server.ts';
import { readSql } from '../../../db/run-sql.ts';

const pageSize = 400;

/** The tasks of an act that are still somewhere, by pages; `waiting`: only those that it set aside itself. */
export async function* actedTasks(
  server: Pick<Server, 'db'>,
  { project, act, waiting = false }: { project: number; act: string; waiting?: boolean },
): AsyncIterable<readonly number[]> {
  const where = waiting
    ? sql`+task.project = ${-project} AND task.version = undo_range.seq`
    : sql`+task.project IN (${project}, ${-project})`;
  for (let after = 0; ; ) {
    const rows = await readSql<{ id: number }>(
      server.db,
      sql`SELECT task.id FROM undo_range CROSS JOIN task ON task.id >= undo_range.first AND task.id <= undo_range.last
        WHERE undo_range.act = ${act} AND undo_range.last > ${after} AND task.id > ${after}
          AND ${where}
        ORDER BY undo_range.first, task.id LIMIT ${pageSize}`,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}
