import { sql } from './tables.ts';
import { entryOfStaged, type StagedRow } from './staged-row.ts';
import type { Edit } from './version-store.ts';
import type { Versions } from './versions.ts';

const pageSize = 1000;

/** What is staged on a ref up to `seq`, as sorted edits: of each path the last. Pages; memory stays flat. */
export async function* stagedEdits(versions: Versions, ref: string, seq: number): AsyncGenerator<Edit> {
  let last: StagedRow | undefined;
  for (;;) {
    let query = sql.selectFrom('staged').selectAll().where('ref', '=', ref).where('seq', '<=', seq);
    if (last !== undefined) {
      const from = last;
      query = query.where((eb) => eb(eb.refTuple('path', 'seq'), '>', eb.tuple(from.path, from.seq)));
    }
    const rows = await versions.db.read(query.orderBy('path').orderBy('seq').limit(pageSize));
    for (const row of rows) {
      if (last !== undefined && last.path !== row.path) yield { path: last.path, entry: entryOfStaged(last) };
      last = row;
    }
    if (rows.length < pageSize) break;
  }
  if (last !== undefined) yield { path: last.path, entry: entryOfStaged(last) };
}
