import type { Database } from '../../db/database.ts';
import { sql, type VersionTables } from '../tables.ts';

/** Beside the packs: all refs and what is staged, so that the objects folder alone can rebuild the tables. */
export const snapshotPrefix = 'refs/';

export type SnapshotLine =
  | { readonly table: 'repo'; readonly row: VersionTables['repo'] }
  | { readonly table: 'ref'; readonly row: VersionTables['ref'] }
  | { readonly table: 'staged'; readonly row: VersionTables['staged'] };

/**
 * The rows as JSON Lines. Staging is read before the heads: what is sealed in between is then in both, and
 * sealing it again changes nothing.
 */
export const snapshotLines = async (db: Database): Promise<Uint8Array> => {
  const lines: string[] = [];
  let last: VersionTables['staged'] | undefined;
  for (;;) {
    let query = sql
      .selectFrom('staged')
      .selectAll()
      .orderBy('ref')
      .orderBy('path')
      .orderBy('seq')
      .limit(1000);
    if (last !== undefined) {
      const from = last;
      query = query.where((eb) =>
        eb(eb.refTuple('ref', 'path', 'seq'), '>', eb.tuple(from.ref, from.path, from.seq)),
      );
    }
    const rows = await db.read(query);
    for (const row of rows) lines.push(JSON.stringify({ table: 'staged', row }));
    last = rows[rows.length - 1];
    if (rows.length < 1000) break;
  }
  for (const row of await db.read(sql.selectFrom('ref').selectAll().orderBy('uid'))) {
    lines.push(JSON.stringify({ table: 'ref', row }));
  }
  for (const row of await db.read(sql.selectFrom('repo').selectAll().orderBy('uid'))) {
    lines.push(JSON.stringify({ table: 'repo', row }));
  }
  lines.push(JSON.stringify({ table: 'end', rows: lines.length }));
  return Buffer.from(`${lines.join('\n')}\n`);
};

/** Reads a snapshot; null when it is not whole. */
export const readSnapshot = (bytes: Uint8Array): readonly SnapshotLine[] | null => {
  const lines = Buffer.from(bytes).toString('utf8').trimEnd().split('\n');
  try {
    const end = JSON.parse(lines.pop() ?? '') as { table: string; rows: number };
    if (end.table !== 'end' || end.rows !== lines.length) return null;
    return lines.map((line) => JSON.parse(line) as SnapshotLine);
  } catch {
    return null;
  }
};
