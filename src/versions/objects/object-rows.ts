import { type Statement, statement } from '../../db/database.ts';
import { type ObjectKind, sql, type VersionTables } from '../tables.ts';

type NewObject = {
  readonly sha256: string;
  readonly kind: ObjectKind;
  readonly note: string;
  readonly bytes: Uint8Array;
};

/**
 * The statements that make small objects durable with the plan they ride in. Known objects are only
 * touched, so that gc, which frees what was not touched for a day, never meets a plan that names them.
 */
export const journalStatements = (objects: readonly NewObject[], now: number): Statement[] =>
  objects.flatMap(({ sha256, kind, note, bytes }) => [
    upsertObject({ sha256, size: bytes.length, place: 'journal', storage: '', start: 0, touched: now }),
    // Only when the row above is ours or still in the journal: sealed objects need no second copy.
    {
      sql: `insert into journal (sha256, kind, note, bytes)
        select ?, ?, ?, ? from object where sha256 = ? and place = 'journal' on conflict (sha256) do nothing`,
      parameters: [sha256, kind, note, bytes, sha256],
    },
  ]);

/** Adds an object, or touches it when it is known; its place stays then. */
export const upsertObject = (row: VersionTables['object']): Statement => upsertObjects([row]);

/**
 * Many at once; at most 2,000 (SQLite and PostgreSQL limit the parameters of a statement). Written by hand:
 * bulk writes make thousands of these.
 */
export const upsertObjects = (rows: readonly VersionTables['object'][]): Statement => ({
  sql: `insert into object (sha256, size, place, storage, start, touched)
    values ${Array.from(rows, () => '(?, ?, ?, ?, ?, ?)').join(', ')}
    on conflict (sha256) do update set touched = excluded.touched`,
  parameters: rows.flatMap((row) => [row.sha256, row.size, row.place, row.storage, row.start, row.touched]),
});

/** Holds a known object for the plan that names it; misses when it is gone. */
export const touchObject = (sha256: string, now: number): Statement =>
  statement(sql.updateTable('object').set({ touched: now }).where('sha256', '=', sha256), 1);
