import { statement } from '../../db/database.ts';
import { sql } from '../tables.ts';
import type { DeleteRepo } from '../version-commands.ts';

/** The bytes, parts of uploads included, go at the next gc. */
export const deleteRepo: DeleteRepo = async (versions, { repo }) => {
  const refs = sql.selectFrom('ref').select('uid').where('repo', '=', repo.uid);
  const uploads = sql.selectFrom('upload').select('id').where('repo', '=', repo.uid);
  await versions.db.write([
    statement(sql.deleteFrom('staged').where('ref', 'in', refs)),
    statement(sql.deleteFrom('upload_part').where('upload', 'in', uploads)),
    statement(sql.deleteFrom('upload').where('repo', '=', repo.uid)),
    statement(sql.deleteFrom('ref').where('repo', '=', repo.uid)),
    statement(sql.deleteFrom('repo_commit').where('repo', '=', repo.uid)),
    statement(sql.deleteFrom('commit_source').where('repo', '=', repo.uid)),
    statement(sql.deleteFrom('repo').where('uid', '=', repo.uid)),
  ]);
  versions.sealer.wake(0);
};
