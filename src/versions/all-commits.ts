import { sql, type VersionTables } from './tables.ts';
import type { Versions } from './versions.ts';

/** Every commit of every repo, in pages. */
export async function* allCommits(versions: Versions): AsyncGenerator<VersionTables['repo_commit']> {
  let last = { repo: '', id: '' };
  for (;;) {
    const rows = await versions.db.read(
      sql
        .selectFrom('repo_commit')
        .selectAll()
        .where((eb) => eb(eb.refTuple('repo', 'id'), '>', eb.tuple(last.repo, last.id)))
        .orderBy('repo')
        .orderBy('id')
        .limit(500),
    );
    yield* rows;
    const end = rows[rows.length - 1];
    if (end === undefined) return;
    last = end;
  }
}
