import type { Source } from '../../../shared/contract/projects.ts';
import type { SourceRow } from '../tables.ts';

/** A source as the API shows it. */
export const sourceView = (row: SourceRow): Source => ({
  id: String(row.id),
  repo: row.repo,
  branch: row.branch,
  glob: row.glob,
  importMethod: row.method,
  importMethodChosen: row.method_chosen === 1,
  changed: row.changed_policy,
  synced: {
    commit: row.synced_commit,
    time: row.synced_at === null ? null : new Date(row.synced_at).toISOString(),
    added: row.added,
    retired: row.retired,
    changed: row.changed,
  },
  error: row.error,
});
