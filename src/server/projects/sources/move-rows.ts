import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { SourceRow, TaskRow } from '../tables.ts';
import type { SourceTask } from './read-rows.ts';

/**
 * Tasks whose data stayed. In the same file nothing but their place is noted, so that one changed row leaves the
 * label files of the others alone; in another file their source moves along (`labeled`: tasks that a label commit
 * would write anew).
 */
export const moveStatements = (
  source: SourceRow,
  kept: readonly { readonly task: TaskRow; readonly row: SourceTask }[],
  now: number,
): { readonly statements: readonly Statement[]; readonly labeled: readonly number[] } => {
  const statements: Statement[] = [];
  const labeled: number[] = [];
  for (const { task, row } of kept) {
    if (task.source_path !== row.path) {
      labeled.push(task.id);
      statements.push(
        sqlStatement(sql`UPDATE task SET source_repo = ${source.repo}, source_path = ${row.path},
          source_sha256 = ${row.sha256}, source_row = ${row.row === null ? null : JSON.stringify(row.id ?? row.row)},
          position = ${row.row}, stale = 0, updated_at = ${now} WHERE id = ${task.id}`),
      );
    } else if (task.position !== row.row || task.stale === 1)
      statements.push(
        sqlStatement(sql`UPDATE task SET position = ${row.row}, stale = 0 WHERE id = ${task.id}`),
      );
  }
  return { statements, labeled };
};
