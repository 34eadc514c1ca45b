import { sql } from '../tables.ts';
import type { Descendants } from '../version-commands.ts';

export const descendants: Descendants = async (versions, { repo, commit }) => {
  const rows = await versions.db.read(
    sql
      .selectFrom('commit_source')
      .select(['repo', 'commit_id'])
      .where('source_repo', '=', repo.uid)
      .where('source_commit', '=', commit)
      .orderBy('repo')
      .orderBy('commit_id'),
  );
  return rows.map((row) => ({ repo: row.repo, commit: row.commit_id }));
};
