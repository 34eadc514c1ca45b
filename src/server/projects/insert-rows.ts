import type { SqlValue, Statement } from '../../db/database.ts';

/** Parameters of one statement, well below what SQLite and PostgreSQL take. */
const mostParameters = 16_000;

/** Rows of one table as few statements, put together as text: compiling each row costs more than writing it. */
export const insertRows = <Column extends string>(
  table: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, SqlValue>>[],
): readonly Statement[] => {
  const most = Math.max(1, Math.floor(mostParameters / columns.length));
  const row = `(${columns.map(() => '?').join(', ')})`;
  const statements: Statement[] = [];
  for (let at = 0; at < rows.length; at += most) {
    const end = Math.min(at + most, rows.length);
    const parameters: SqlValue[] = [];
    for (let index = at; index < end; index += 1) {
      const each = rows[index] as (typeof rows)[number];
      for (const column of columns) parameters.push(each[column]);
    }
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${row}${`, ${row}`.repeat(end - at - 1)}`;
    statements.push({ sql, parameters });
  }
  return statements;
};
