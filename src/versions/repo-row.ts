import type { VersionTables } from './tables.ts';
import type { Repo } from './version-store.ts';

export const repoOfRow = (row: VersionTables['repo']): Repo => ({
  uid: row.uid,
  organisation: row.organisation,
  name: row.name,
  description: row.description,
  defaultBranch: row.default_branch,
  createdAt: row.created_at,
});
