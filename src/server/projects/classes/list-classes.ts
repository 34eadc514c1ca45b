import { sql } from 'kysely';
import type { LabelCounts } from '../../../labels/results/label-counts.ts';
import type { Server } from '../../server.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ClassUse } from './class-rows.ts';

/** How often each class is in use in a project's live tasks, the most used first; at most `limit`. */
export const listClasses = async (
  server: Pick<Server, 'db'>,
  project: number,
  limit = 100_000,
): Promise<ClassUse[]> => {
  const rows = await readSql<ClassUse>(
    server.db,
    sql`SELECT control, name, count FROM class_count WHERE project = ${project} AND count > 0
      ORDER BY count DESC, control, name LIMIT ${limit}`,
  );
  return rows.map(({ control, name, count }) => ({ control, name, count: Number(count) }));
};

/** The same as `countLabels` gives it. */
export const labelCountsOf = async (server: Pick<Server, 'db'>, project: number): Promise<LabelCounts> => {
  const counts = new Map<string, Map<string, number>>();
  for (const { control, name, count } of await listClasses(server, project)) {
    const own = counts.get(control) ?? new Map<string, number>();
    counts.set(control, own.set(name, count));
  }
  return counts;
};
