import { defaultPolicy, parsePolicy } from './commit-policy.ts';
import { prepared } from '../db/prepared.ts';
import { sql, type VersionTables } from './tables.ts';
import type { Branch, CommitPolicy, Repo, ResolvedRef } from './version-store.ts';
import type { Versions } from './versions.ts';

export type RefRow = VersionTables['ref'];

export const policyOf = (row: Pick<RefRow, 'policy'>): CommitPolicy =>
  row.policy === null ? defaultPolicy : parsePolicy(row.policy);

export const branchOfRow = (row: RefRow): Branch => ({
  uid: row.uid,
  name: row.name,
  head: row.head,
  policy: policyOf(row),
});

/** What a name resolves to. */
export const refOfRow = (row: Omit<RefRow, 'repo' | 'seq' | 'staged_first' | 'staged_last'>): ResolvedRef =>
  row.type === 'tag'
    ? { type: 'tag', name: row.name, commit: row.head as string }
    : { type: 'branch', name: row.name, uid: row.uid, commit: row.head, policy: policyOf(row) };

/** The branch or tag of that name, or undefined. */
export const readRef = async (versions: Versions, repo: Repo, name: string): Promise<RefRow | undefined> => {
  const rows = await versions.db.lookup(refByName({ repo: repo.uid, name }));
  return rows[0];
};

const refByName = prepared((p: { repo: string; name: string }) =>
  sql.selectFrom('ref').selectAll().where('repo', '=', p.repo).where('name', '=', p.name),
);
