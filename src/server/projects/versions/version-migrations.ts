import type { Migration } from '../../../db/migration.ts';

/*
 * - `label_conflict.settlement`: the act that settled a conflict; it can be undone.
 * - `settled_task`: a task's file as it was before such an act took theirs, as long as it can be undone.
 */
export const projectVersionMigrations: readonly Migration[] = [
  {
    name: '0205-settlements',
    statements: [
      'ALTER TABLE label_conflict ADD COLUMN settlement text',
      'CREATE INDEX label_conflict_settlement ON label_conflict (settlement) WHERE settlement IS NOT NULL',
      `CREATE TABLE settled_task (
        settlement text NOT NULL, project bigint NOT NULL, key text NOT NULL, before text, at bigint NOT NULL,
        PRIMARY KEY (settlement, key))`,
      'CREATE INDEX settled_task_age ON settled_task (project, at)',
    ],
  },
];
