import { sql } from '../tables.ts';
import type { ListCommitEvents } from '../version-commands.ts';

/** The durable order of landed commits, after the `seq` that the consumer dealt with last. */
export const listCommitEvents: ListCommitEvents = async (versions, { after, limit = 100 }) => {
  const rows = await versions.db.read(
    sql.selectFrom('commit_event').selectAll().where('seq', '>', after).orderBy('seq').limit(limit),
  );
  return rows.map(({ commit_id, ...row }) => ({ ...row, commit: commit_id }));
};
