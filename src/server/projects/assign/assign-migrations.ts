import type { Migration } from '../../../db/migration.ts';

/** `task.assignee`: who gets it as their next task, and nobody else. The other indexes are for filters of lists. */
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
];
