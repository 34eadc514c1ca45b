import { sql } from 'kysely';
import { rowTaskKey } from '../../../labels/task-file/task-key.ts';
import type { JsonObject } from '../../../labels/json.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { readSql } from '../run-sql.ts';

export type RowToKey = { readonly id?: string | number; readonly data: JsonObject; readonly hash: string };

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
    const byData = { data: row.data, hash: row.hash };
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
  rowTaskKey(hashText, { id: row.id, data: row.data, occurrence });

const countHashes = async (
  server: Server,
  project: number,
  rows: readonly RowToKey[],
): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for (let at = 0; at < rows.length; at += 500) {
    const hashes = [...new Set(rows.slice(at, at + 500).map(({ hash }) => hash))];
    const found = await readSql<{ data_hash: string; count: number }>(
      server.db,
      sql`SELECT data_hash, count(*) AS count FROM task WHERE project = ${project} AND retired = 0
        AND data_hash IN (${sql.join(hashes)}) GROUP BY data_hash`,
    );
    for (const { data_hash, count } of found) counts.set(data_hash, Number(count));
  }
  return counts;
};

export const liveKeys = async (
  server: Server,
  project: number,
  keys: readonly string[],
): Promise<Set<string>> => {
  const live = new Set<string>();
  for (let at = 0; at < keys.length; at += 500) {
    const rows = await readSql<{ key: string }>(
      server.db,
      sql`SELECT key FROM task WHERE project = ${project} AND retired = 0
        AND key IN (${sql.join(keys.slice(at, at + 500))})`,
    );
    for (const { key } of rows) live.add(key);
  }
  return live;
};
