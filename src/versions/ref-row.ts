import { defaultPolicy, parsePolicy } from './commit-policy.ts';
import { sql, type VersionTables } from './tables.ts';
import type { Branch, CommitPolicy, Repo, Versions } from './version-store.ts';

export type RefRow = VersionTables['ref'];

export const policyOf = (row: Pick<RefRow, 'policy'>): CommitPolicy =>
  row.policy === null ? defaultPolicy : parsePolicy(row.policy);

export const branchOfRow = (row: RefRow): Branch => ({
  uid: row.uid,
  name: row.name,
  head: row.head,
  policy: policyOf(row),
});

/** The branch or tag of that name, or undefined. */
export const readRef = async (versions: Versions, repo: Repo, name: string): Promise<RefRow | undefined> => {
  const rows = await versions.db.lookup(
    sql.selectFrom('ref').selectAll().where('repo', '=', repo.uid).where('name', '=', name),
  );
  return rows[0];
};
