import type { TaskItem } from '../../../shared/contract/project-tasks.ts';
import type { PersonName } from '../people.ts';
import type { TaskRow } from '../tables.ts';

/** What a list of tasks and the view of one task share. */
export const taskCore = (
  row: TaskRow,
  person: (uid: string | null) => PersonName,
): Omit<TaskItem, 'annotations' | 'predictions' | 'annotators' | 'skipReason'> => ({
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
  score: row.score,
  pending: row.pending > 0,
  suggestion: row.suggestion === 1,
  review: row.review,
  comments: row.comments,
  assignee: row.assignee === null ? null : { id: person(row.assignee).id, name: person(row.assignee).name },
  ...(row.stale === 1 ? { stale: true } : {}),
  created: new Date(row.created_at).toISOString(),
  updated: new Date(row.updated_at).toISOString(),
});
