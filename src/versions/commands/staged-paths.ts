import { sql } from '../tables.ts';
import type { StagedPaths } from '../version-commands.ts';

const pathsAtOnce = 500;

export const stagedPaths: StagedPaths = async (versions, { ref, paths }) => {
  const found = new Set<string>();
  for (let at = 0; at < paths.length; at += pathsAtOnce) {
    const some = paths.slice(at, at + pathsAtOnce);
    const rows = await versions.db.read(
      sql.selectFrom('staged').select('path').distinct().where('ref', '=', ref.uid).where('path', 'in', some),
    );
    for (const { path } of rows) found.add(path);
  }
  return found;
};
