import type { TaskItem } from '../../../shared/contract/project-tasks.ts';
import type { TaskRow } from '../tables.ts';

/** What a list of tasks and the view of one task share. */
export const taskCore = (row: TaskRow): Omit<TaskItem, 'annotations' | 'predictions' | 'annotators'> => ({
  id: String(row.id),
  key: row.key,
  data: JSON.parse(row.data),
  state: row.state,
  source:
    row.source_repo === null || row.source_path === null
      ? null
      : {
          repo: row.source_repo,
          path: row.source_path,
          row: row.source_row === null ? null : JSON.parse(row.source_row),
        },
  pending: row.pending > 0,
  suggestion: row.suggestion === 1,
  review: row.review,
  comments: row.comments,
  ...(row.stale === 1 ? { stale: true } : {}),
  created: new Date(row.created_at).toISOString(),
  updated: new Date(row.updated_at).toISOString(),
});
