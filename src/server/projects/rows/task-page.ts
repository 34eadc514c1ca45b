import { sql } from 'kysely';
import type { Server } from '../../server.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { TaskRow } from '../tables.ts';

/** Tasks by position, as clients with numbered pages ask for them; by id, the retired left out. */
export const taskPage = (
  server: Server,
  args: { project: number; offset: number; limit: number; onlyLabeled?: boolean },
): Promise<TaskRow[]> => {
  const filter = sql`project = ${args.project} AND retired = 0
    ${args.onlyLabeled ? sql`AND annotations > 0` : sql``}`;
  return readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE id IN (SELECT id FROM task WHERE ${filter}
      ORDER BY id LIMIT ${args.limit} OFFSET ${args.offset}) ORDER BY id`,
  );
};

/** As `taskPage`, from the first task after an id: the way to read all of them. */
export const tasksAfter = (
  server: Server,
  args: { project: number; after: number; limit: number },
): Promise<TaskRow[]> =>
  readSql<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE project = ${args.project} AND retired = 0 AND id > ${args.after}
      ORDER BY id LIMIT ${args.limit}`,
  );
