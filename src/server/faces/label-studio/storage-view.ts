import type { LsStorage } from '../../../shared/contract/label-studio-storages.ts';
import { sourcesOf, targetOf } from '../../projects/project-view.ts';
import type { ProjectRow, SourceRow } from '../../projects/tables.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import type { Server } from '../../server.ts';

const iso = (time: number): string => new Date(time).toISOString();

/** A source as one of Label Studio's source storages, of type `repo`. */
export const sourceStorage = (row: SourceRow): LsStorage => ({
  id: row.id,
  type: 'repo',
  title: row.title || `${row.repo}@${row.branch}`,
  description: textSetting(row.settings, 'description'),
  project: row.project,
  repo: row.repo,
  branch: row.branch,
  glob: row.glob,
  use_blob_urls: row.method === 'files',
  changed: row.changed_policy,
  status: row.error !== null ? 'failed' : row.synced_at === null ? 'initialized' : 'completed',
  last_sync: row.synced_at === null ? null : iso(row.synced_at),
  last_sync_count: row.synced_at === null ? null : row.added,
  last_sync_job: null,
  traceback: row.error,
  meta: { commit: row.synced_commit, added: row.added, retired: row.retired, changed: row.changed },
  synchronizable: true,
  created_at: iso(row.created_at),
});

const textSetting = (settings: string, name: string): string => {
  const value = (JSON.parse(settings || '{}') as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
};

/** A project's label branch as one of Label Studio's target storages; each project has exactly one. */
export const targetStorage = async (server: Server, row: ProjectRow): Promise<LsStorage> => {
  const target = await targetOf(server, row);
  const head = target?.branch.head ?? null;
  const commit =
    target === null || head === null
      ? null
      : await getCommit(server.versions, { repo: target.repo, ref: head });
  const gone = target === null ? `${row.target_repo}@${row.target_branch} is gone` : null;
  return {
    id: row.id,
    type: 'repo',
    title: `${row.target_repo}@${row.target_branch}`,
    description: '',
    project: row.id,
    repo: row.target_repo,
    branch: row.target_branch,
    can_delete_objects: true,
    status: gone !== null ? 'failed' : commit === null ? 'initialized' : 'completed',
    last_sync: commit === null ? null : iso(commit.time),
    last_sync_count: null,
    last_sync_job: null,
    traceback: gone,
    meta: {
      commit: head,
      pending: row.pending_new + row.pending_changed + row.pending_retired,
    },
    synchronizable: true,
    created_at: iso(row.created_at),
  };
};

export const sourceStorages = async (server: Server, project: number): Promise<LsStorage[]> =>
  (await sourcesOf(server, project)).map(sourceStorage);
