import { sql, type VersionTables } from './tables.ts';
import type { Versions } from './versions.ts';

/** Every blob that objects lie in, with its objects in order of place; one blob's rows at a time. */
export async function* listStorages(
  versions: Versions,
): AsyncGenerator<{ readonly storage: string; readonly rows: readonly VersionTables['object'][] }> {
  let last = '';
  for (;;) {
    const [next] = await versions.db.read(
      sql.selectFrom('object').select('storage').where('storage', '>', last).orderBy('storage').limit(1),
    );
    if (next === undefined) return;
    last = next.storage;
    const rows = await versions.db.read(
      sql.selectFrom('object').selectAll().where('storage', '=', last).orderBy('start'),
    );
    yield { storage: last, rows };
  }
}
