import type { Migration } from '../../../db/migration.ts';

/*
 * - `task.assignee`: who gets it as their next task, and nobody else.
 * - `task.score`: of its newest prediction. Kept by `tasks/change-tasks.ts`.
 * The indexes are for the filters and orders of lists; a test reads which query uses which.
 */
export const assignMigrations: readonly Migration[] = [
  {
    name: '0204-assignment',
    statements: [
      'ALTER TABLE task ADD COLUMN assignee text',
      'CREATE INDEX task_by_assignee ON task (project, assignee, state, id) WHERE assignee IS NOT NULL',
      'CREATE INDEX task_by_path ON task (project, source_path) WHERE source_path IS NOT NULL',
      'CREATE INDEX annotation_by_author ON annotation (project, author, task)',
    ],
  },
  {
    name: '0206-task-columns',
    statements: [
      'ALTER TABLE task ADD COLUMN score real',
      'ALTER TABLE import_task ADD COLUMN score real',
      `UPDATE task SET score = (SELECT score FROM prediction WHERE prediction.task = task.id
        ORDER BY id DESC LIMIT 1) WHERE predictions > 0`,
      'CREATE INDEX task_by_score ON task (project, score, id) WHERE score IS NOT NULL AND retired = 0',
      'CREATE INDEX task_by_annotations ON task (project, annotations, id) WHERE retired = 0',
      'CREATE INDEX task_commented ON task (project, id) WHERE comments > 0',
    ],
  },
  {
    name: '0209-free-tasks',
    statements: [
      // what the next task is looked for in, whatever is assigned to others
      `CREATE INDEX task_free ON task (project, id) WHERE state = 'open' AND assignee IS NULL`,
    ],
  },
];
