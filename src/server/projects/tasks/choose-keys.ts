import { type RawBuilder, sql } from 'kysely';
import { rowTaskKey } from '../../../labels/task-file/task-key.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { readSql } from '../../../db/run-sql.ts';

/** `text`: the canonical text of its data, `hash`: the hash of that. */
export type RowToKey = { readonly id?: string | number; readonly text: string; readonly hash: string };

/** Keys given out for rows that are not in the database yet, and how often data occurred. */
export type KeyBook = { readonly keys: Set<string>; readonly occurrences: Map<string, number> };

export const keyBook = (): KeyBook => ({ keys: new Set(), occurrences: new Map() });

/**
 * A key for each row: by its id, else by its data and the number of live tasks that have the same. An id that
 * another row or task has already names nothing: such a row goes by its data. `book` carries over what earlier calls
 * gave out, `freed` are the keys of tasks that leave in the same plan.
 */
export const chooseKeys = async (
  server: Server,
  project: number,
  rows: readonly RowToKey[],
  book: KeyBook = keyBook(),
  freed: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> => {
  const counts = await countHashes(server, project, rows);
  const firsts = rows.map((row) => {
    const occurrence = Math.max(book.occurrences.get(row.hash) ?? 0, counts.get(row.hash) ?? 0);
    book.occurrences.set(row.hash, occurrence + 1);
    return { row, occurrence, key: keyOf(row, occurrence) };
  });
  const live = await liveKeys(
    server,
    project,
    firsts.map(({ key }) => key),
  );
  const keys: string[] = [];
  for (const { row, key: first, occurrence: place } of firsts) {
    let key = first;
    let occurrence = place;
    const isTakenId = row.id !== undefined && (book.keys.has(key) || (live.has(key) && !freed.has(key)));
    const byData = { text: row.text, hash: row.hash };
    if (isTakenId) {
      key = keyOf(byData, occurrence);
      if ((await liveKeys(server, project, [key])).has(key)) live.add(key);
    }
    // an earlier task of the same data went: its number may be free while a later one is taken
    while ((row.id === undefined || isTakenId) && (live.has(key) || book.keys.has(key))) {
      occurrence += 1;
      key = keyOf(byData, occurrence);
      if ((await liveKeys(server, project, [key])).has(key)) live.add(key);
    }
    book.keys.add(key);
    keys.push(key);
  }
  return keys;
};

const keyOf = (row: RowToKey, occurrence: number): string =>
  rowTaskKey(hashText, { id: row.id, text: row.text, occurrence });

const countHashes = async (
  server: Server,
  project: number,
  rows: readonly RowToKey[],
): Promise<ReadonlyMap<string, number>> => {
  const found = await readSql<{ data_hash: string; count: number }>(
    server.db,
    sql`SELECT data_hash, count(*) AS count FROM task WHERE project = ${project} AND retired = 0
      AND data_hash IN ${oneOf(rows.map(({ hash }) => hash))} GROUP BY data_hash`,
  );
  return new Map(found.map(({ data_hash, count }) => [data_hash, Number(count)]));
};

export const liveKeys = async (
  server: Server,
  project: number,
  keys: readonly string[],
): Promise<Set<string>> => {
  const rows = await readSql<{ key: string }>(
    server.db,
    sql`SELECT key FROM task WHERE project = ${project} AND retired = 0 AND key IN ${oneOf(keys)}`,
  );
  return new Set(rows.map(({ key }) => key));
};

/** Thousands of texts as one parameter: a statement that has one for each is compiled and bound at many times the cost. */
const oneOf = (texts: readonly string[]): RawBuilder<unknown> =>
  sql`(SELECT value FROM json_each(${JSON.stringify(texts)}))`;
